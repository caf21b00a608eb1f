import { apiOf } from './support/api.ts';
import { alive, open } from './support/open.ts';
import { expect, test } from './support/test.ts';

test('a viewer reads everything but can change nothing', async ({ pageOf, api }) => {
  const page = await pageOf('viewer');
  const { items } = await api.call('listIncidents', { query: { status: 'all', q: 'demo-shifting' } });
  const incidentId = items.at(-1)?.id ?? 0;
  await open(page, `/incidents/${incidentId}`);
  await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible();
  for (const name of ['Acknowledge', 'Resolve', 'Assign']) {
    const button = page.getByRole('button', { name });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await button.hover();
    await expect(page.getByRole('tooltip')).toContainText('operator');
    await page.mouse.move(0, 0);
  }
  await page.getByRole('button', { name: 'Resolve' }).click({ force: true });
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('To comment:');

  await open(page, '/incidents?status=all&selected=1');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Selected incidents' })).toBeHidden();

  const rail = page.getByRole('navigation', { name: 'Main' });
  await expect(rail.getByRole('link', { name: 'Incidents' })).toBeVisible();
  for (const name of ['People', 'API tokens', 'Audit log']) await expect(rail.getByRole('link', { name })).toBeHidden();
});

test('the server refuses a viewer whatever the page shows', async ({ pageOf }) => {
  const page = await pageOf('viewer');
  const viewer = apiOf(page.request);
  const endpointId = (await viewer.call('listEndpoints')).items[0]?.id ?? 0;
  expect(await viewer.status('startRun', { body: { endpointId } })).toBe(403);
  expect(await viewer.status('updateEndpoint', { params: { endpointId }, body: { status: 'paused' } })).toBe(403);
  expect(await viewer.status('acknowledgeIncident', { params: { incidentId: 1 } })).toBe(403);
  expect(await viewer.status('commentIncident', { params: { incidentId: 1 }, body: { body: 'no' } })).toBe(403);
  expect(await viewer.status('listAudit')).toBe(403);
  expect(await viewer.status('listUsers')).toBe(403);
  expect(await viewer.status('createToken', { body: { name: 'x', scopes: ['view'], expiresInDays: 1 } })).toBe(403);
  for (const path of ['/settings/people', '/settings/tokens', '/settings/audit']) {
    expect((await page.goto(path))?.status(), path).toBe(403);
    await alive(page);
    await expect(
      page.getByRole('heading', { level: 1, name: 'Your role does not include this page' }),
      path,
    ).toBeVisible();
  }
});

test('a curator may comment but not close', async ({ pageOf, api }) => {
  const page = await pageOf('curator');
  const { items } = await api.call('listIncidents', { query: { status: 'all', q: 'demo-shifting' } });
  await open(page, `/incidents/${items.at(-1)?.id}`);
  await expect(page.getByRole('region', { name: 'Timeline' }).getByRole('textbox')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Resolve' })).toHaveAttribute('aria-disabled', 'true');
});
