import { givenIncident } from './support/given.ts';
import { open } from './support/open.ts';
import { expect, test } from './support/test.ts';

test('the overview answers whether anything drifts now, and says what is only a demo', async ({
  page,
  api,
  gateway,
}) => {
  const { endpoint } = await givenIncident(api, gateway, 'overview');
  // Other tests change what drifts between the two readings.
  await expect(async () => {
    await open(page, '/');
    const { channels } = await api.call('getOverview');
    for (const { summary } of channels) await expect(page.getByText(summary)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const model = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Model' }) });
  await expect(model).toContainText('Drifted');
  await expect(model).toContainText('Next run');
  await expect(page.getByRole('complementary', { name: 'Demo' })).toContainText('scripted or replayed');
  await expect(page.getByRole('link', { name: `${endpoint.name} answers differently` })).toBeVisible();
});

test('from the overview two steps lead to old and new answers', async ({ page, api, gateway }) => {
  const { endpoint } = await givenIncident(api, gateway, 'two steps');
  await open(page, '/');
  await page.getByRole('link', { name: `${endpoint.name} answers differently` }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${endpoint.name} answers differently` })).toBeVisible();
  const sentences = page.getByRole('region', { name: 'Which sentences?' });
  await expect(sentences.getByText('Old:').first()).toBeVisible();
  await expect(sentences.getByText('New:').first()).toBeVisible();
});
