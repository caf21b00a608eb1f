import { givenBaseline, givenRun, MODEL, runEnd } from './support/given.ts';
import { open } from './support/open.ts';
import { expect, test } from './support/test.ts';

test('a run is estimated first, watched live, and ends in a verdict with the answers behind it', async ({
  page,
  api,
  gateway,
}) => {
  const endpoint = await givenBaseline(api, gateway, 'watched live');
  await gateway.change(MODEL);
  await gateway.fault({ model: MODEL, kind: 'slow', delayMs: 400 });
  await open(page, `/model/${endpoint.id}`);
  await page.getByRole('button', { name: 'Run now' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start a run' });
  const estimate = dialog.getByRole('region', { name: 'Estimate' });
  await expect(estimate).toContainText('Calls');
  await expect(estimate).toContainText('44');
  await dialog.getByRole('combobox', { name: 'Plan' }).click();
  await page.getByRole('option', { name: 'Every prompt once' }).click();
  await expect(estimate).toContainText('20 prompts × 1');
  await expect(estimate).toContainText('Unknown: the endpoint has no prices');
  await dialog.getByRole('button', { name: 'Start the check' }).click();

  await expect(page).toHaveURL(/\/runs\/\d+$/);
  const progress = page.getByRole('progressbar', { name: 'Answers stored' });
  await expect(progress).toHaveAttribute('aria-valuetext', /[1-9]\d* of 20/);
  await expect(page.getByRole('region', { name: 'Summary' })).toContainText('of 20');
  await expect(page.getByText(/\d+ of 20 prompts answer differently/)).toBeVisible();
  await expect(page.getByRole('link', { name: /^Incident \d+$/ })).toBeVisible();

  await page.getByRole('link', { name: 'structure:log-level' }).click();
  const answers = page.getByRole('dialog', { name: /structure:log-level/ });
  await expect(answers).toContainText('```json');
  await expect(answers).toContainText('Why it is asked');
  await expect(page).toHaveURL(/\?prompt=\d+$/);
  await page.reload();
  await expect(answers).toContainText('```json');
  await page.keyboard.press('Escape');
  await expect(answers).toBeHidden();
  await expect(page).toHaveURL(/\/runs\/\d+$/);
});

test('a run is cancelled by hand within seconds, and what was stored stays', async ({ page, api, gateway }) => {
  const endpoint = await givenBaseline(api, gateway, 'cancelled');
  await gateway.fault({ model: MODEL, kind: 'slow', delayMs: 60_000 });
  const { id } = await api.call('startRun', { body: { endpointId: endpoint.id } });
  await open(page, `/runs/${id}`);
  await page.getByRole('button', { name: 'Cancel run' }).click();
  const startedMs = performance.now();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the run' }).click();
  await expect(page.getByText('Stopped by hand; stored answers are kept.')).toBeVisible();
  expect((await runEnd(api, id)).verdict).toBeNull();
  expect(performance.now() - startedMs).toBeLessThan(5_000);
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible();
});

test('a gateway that fails leaves the run unmeasured, not drifted', async ({ page, api, gateway }) => {
  const endpoint = await givenBaseline(api, gateway, 'failing gateway');
  await gateway.fault({ model: MODEL, kind: 'unauthorised' });
  const { id } = await api.call('startRun', { body: { endpointId: endpoint.id } });
  const run = await runEnd(api, id);
  expect(run).toMatchObject({ verdict: 'unmeasured', incidentId: null });
  await open(page, `/runs/${id}`);
  await expect(page.getByText(run.verdictReason ?? '')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Unmeasured answers' })).toContainText('44');
});

test('runs are narrowed by address', async ({ page }) => {
  await open(page, '/runs?verdict=drifted&purpose=check');
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows.filter({ hasText: 'demo-shifting' }).first()).toBeVisible();
  await expect(rows.filter({ hasText: 'Stable' })).toHaveCount(0);
  await page.reload();
  await expect(rows.filter({ hasText: 'demo-shifting' }).first()).toBeVisible();
  await expect(rows.filter({ hasText: 'Stable' })).toHaveCount(0);
});

test('Back closes the answers and keeps the run, however many were looked at', async ({ page, api, gateway }) => {
  const endpoint = await givenBaseline(api, gateway, 'stepped back');
  const run = await givenRun(api, { endpointId: endpoint.id, purpose: 'check' });
  await open(page, '/runs');
  await page.getByRole('link', { name: `#${run.id} Check` }).click();
  const address = `/runs/${run.id}`;
  await expect(page).toHaveURL(address);
  const drawer = page.getByRole('dialog');
  await page.getByRole('link', { name: 'structure:log-level' }).click();
  await drawer
    .getByRole('button', { name: /^(Next|Previous) prompt$/, disabled: false })
    .first()
    .click();
  await drawer
    .getByRole('button', { name: /^(Next|Previous) prompt$/, disabled: false })
    .first()
    .click();
  await expect(page).toHaveURL(/\?prompt=\d+$/);
  await page.goBack();
  await expect(drawer).toBeHidden();
  await expect(page).toHaveURL(address);

  await page.goForward();
  await expect(drawer).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(page).toHaveURL(address);
  await page.goBack();
  await expect(page).toHaveURL('/runs');
});
