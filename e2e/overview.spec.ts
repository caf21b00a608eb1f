import { routes } from '#lib/contract/routes.ts';
import { invariant } from '#lib/platform/errors.ts';
import { givenIncident } from './support/given.ts';
import { open } from './support/open.ts';
import { expect, test } from './support/test.ts';

test('the overview answers whether anything drifts now, and says what is only a demo', async ({
  page,
  api,
  gateway,
}) => {
  await givenIncident(api, gateway, 'overview');
  // Other tests change what drifts between the two readings.
  await expect(async () => {
    await open(page, '/');
    const { channels, incidents } = await api.call('getOverview');
    for (const { summary } of channels) await expect(page.getByText(summary)).toBeVisible({ timeout: 1_000 });
    const shown = page.getByRole('region', { name: 'Open incidents' });
    for (const { id } of incidents) {
      await expect(shown.locator(`a[href="${routes.incident(id)}"]`)).toBeVisible({ timeout: 1_000 });
    }
  }).toPass();
  const model = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Model' }) });
  await expect(model).toContainText('Drifted');
  await expect(model).toContainText('Next run');
  await expect(page.getByRole('complementary', { name: 'Demo' })).toContainText('scripted or replayed');
});

test('from the overview two steps lead to old and new answers', async ({ page, api, gateway }) => {
  const { incidentId } = await givenIncident(api, gateway, 'two steps');
  const { latestRun } = await api.call('getIncident', { params: { incidentId } });
  invariant(latestRun, 'an incident of a model has a run');
  await open(page, '/');
  const runs = page.getByRole('region', { name: 'Latest runs' });
  await runs.locator(`a[href="${routes.run(latestRun.id)}"]`).click();
  await page.getByRole('link', { name: 'structure:log-level' }).click();
  await expect(page.getByRole('dialog', { name: /structure:log-level/ })).toContainText('```json');
});
