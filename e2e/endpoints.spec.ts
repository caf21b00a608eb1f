import { givenBaseline, givenEndpoint, givenGateway, MODEL, runEnd } from './support/given.ts';
import { open } from './support/open.ts';
import { expect, test } from './support/test.ts';

test('a model is put under watch: tested before it is saved, then given a baseline', async ({ page, api, gateway }) => {
  await givenGateway(api, gateway, 'new in town');
  await open(page, '/model');
  await page.getByRole('link', { name: 'Add an endpoint' }).click();
  await page.getByRole('textbox', { name: /^Name/ }).fill('support agent');
  await page.getByRole('combobox', { name: /^Gateway(?! of)/ }).click();
  await page.getByRole('option', { name: 'new in town' }).click();
  await page.getByRole('combobox', { name: /Canary suite/ }).click();
  await page.getByRole('option').first().click();

  const model = page.getByRole('textbox', { name: /Model name/ });
  const report = page.getByRole('region', { name: 'Connection test' });
  await model.fill('no-such-model');
  await page.getByRole('button', { name: 'Test this model' }).click();
  await expect(report).toContainText('The model does not answer.');
  await expect(report.getByRole('listitem').filter({ has: page.getByLabel('Failed') })).not.toHaveCount(0);
  await model.fill(MODEL);
  await expect(report).toBeHidden();
  await page.getByRole('button', { name: 'Test this model' }).click();
  await expect(report).toContainText('The model answers.');
  await page.getByRole('button', { name: 'Add the endpoint' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'support agent' })).toBeVisible();
  await page.getByRole('button', { name: 'Capture a new baseline' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start a run' });
  await expect(dialog.getByRole('region', { name: 'Estimate' })).toContainText('60');
  await dialog.getByRole('textbox', { name: /Reason/ }).fill('First one, taken after the release');
  await dialog.getByRole('button', { name: 'Capture the baseline' }).click();
  await expect(page).toHaveURL(/\/runs\/\d+$/);
  await runEnd(api, Number(page.url().split('/').at(-1)));
  await page.getByRole('link', { name: 'support agent' }).click();
  const baselines = page.getByRole('region', { name: 'Baselines' });
  await expect(baselines).toContainText('First one, taken after the release');
  await expect(baselines).toContainText('Admin');
});

test('an endpoint that is paused is left out of the nights until it is resumed', async ({ page, api, gateway }) => {
  const { id } = await givenEndpoint(api, gateway, 'resting');
  await open(page, `/model/${id}`);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('dialog', { name: 'Pause resting?' }).getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  expect(await api.call('getEndpoint', { params: { endpointId: id } })).toMatchObject({
    status: 'paused',
    nextRunAt: null,
  });
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  expect((await api.call('getEndpoint', { params: { endpointId: id } })).nextRunAt).not.toBeNull();
});

test('the connection of an endpoint is tried step by step, and a fault says what to mend', async ({
  page,
  api,
  gateway,
}) => {
  const { id } = await givenEndpoint(api, gateway, 'on the line');
  await open(page, `/model/${id}`);
  const report = page.getByRole('region', { name: 'Connection test' });
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await expect(report).toContainText('The model answers.');
  await gateway.fault({ model: MODEL, kind: 'unauthorised' });
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await expect(report).toContainText('The model does not answer.');
  await expect(report).toContainText(/key/i);
});

test('an unchanged model is stable the next day, and its chart says so', async ({ page, api, gateway }) => {
  const endpoint = await givenBaseline(api, gateway, 'quiet');
  const { id } = await api.call('startRun', { body: { endpointId: endpoint.id } });
  expect((await runEnd(api, id)).verdict).toBe('stable');
  await open(page, `/model/${endpoint.id}`);
  await expect(page.getByRole('main')).toContainText('Stable');
  await expect(page.getByRole('region', { name: 'Every night against the noise' })).toBeVisible();
});
