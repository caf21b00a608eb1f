import { NOBODY } from './support/nobody.ts';
import { open } from './support/open.ts';
import { expect, test } from './support/test.ts';

test('a token is shown once, works within its scopes and stops when revoked', async ({
  page,
  api,
  playwright,
  baseURL,
}) => {
  await open(page, '/settings/tokens');
  await page.getByRole('button', { name: 'Make a token' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Make a token' });
  await dialog.getByRole('textbox', { name: /Name/ }).fill('pipeline');
  await dialog.getByRole('button', { name: 'Make the token' }).click();
  const shown = page.getByRole('dialog', { name: 'Token pipeline' });
  const secret = await shown.getByRole('textbox', { name: 'Secret' }).inputValue();
  expect(secret.length).toBeGreaterThan(32);
  await shown.getByRole('button', { name: 'I have stored it' }).click();
  await expect(shown).toBeHidden();
  await page.reload();
  await expect(page.getByRole('row', { name: /pipeline/ })).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  expect(JSON.stringify(await api.call('listTokens'))).not.toContain(secret);

  const pipeline = await playwright.request.newContext({
    baseURL,
    storageState: NOBODY,
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  });
  const endpoints = await pipeline.get('/api/v1/endpoints');
  expect(endpoints.status()).toBe(200);
  const { items } = await endpoints.json();
  expect(items.length).toBeGreaterThan(0);
  const start = await pipeline.post('/api/v1/runs', { data: { endpointId: items[0].id } });
  expect(start.status()).toBe(403);
  expect(await start.json()).toMatchObject({ code: 'forbidden', detail: expect.stringContaining('run.start') });

  await page
    .getByRole('row', { name: /pipeline/ })
    .getByRole('button', { name: 'Revoke' })
    .click();
  await page.getByRole('button', { name: 'Revoke the token' }).click();
  await expect(page.getByRole('row', { name: /pipeline/ })).toContainText('Revoked');
  expect((await pipeline.get('/api/v1/endpoints')).status()).toBe(401);
  await pipeline.dispose();
});

test('a token starts a run and reads its verdict, as a pipeline does', async ({ api, playwright, baseURL }) => {
  const { secret } = await api.call('createToken', {
    body: { name: 'starts runs', scopes: ['view', 'run.start'], expiresInDays: 1 },
  });
  const pipeline = await playwright.request.newContext({
    baseURL,
    storageState: NOBODY,
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  });
  const { items } = await api.call('listEndpoints');
  const steady = items.find(({ name }) => name === 'demo-steady');
  const { id } = await (await pipeline.post('/api/v1/runs', { data: { endpointId: steady?.id } })).json();
  await expect
    .poll(async () => (await (await pipeline.get(`/api/v1/runs/${id}`)).json()).verdict, { timeout: 30_000 })
    .toBe('stable');
  await pipeline.dispose();
});

test('the OpenAPI document describes every operation', async ({ request }) => {
  const answer = await request.get('/api/v1/openapi.json');
  expect(answer.status()).toBe(200);
  const document = await answer.json();
  expect(document.openapi).toMatch(/^3\.1/);
  expect(document.paths).toHaveProperty('/runs/{runId}/cancel.post');
  expect(document.components.securitySchemes).toBeDefined();
});
