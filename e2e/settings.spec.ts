import { givenGateway, givenIncident } from './support/given.ts';
import { open } from './support/open.ts';
import { consoleAddress } from './support/place.ts';
import { saveSession } from './support/session.ts';
import { expect, test } from './support/test.ts';

// Gateways are listed by name in pages, and other tests make many: names that begin with 0 stand on the first.

test('the key of a gateway goes in and never comes out', async ({ page, api }) => {
  const key = 'sk-secret-of-the-browser-tests';
  const received: string[] = [];
  page.on('response', (answer) => {
    if (answer.url().includes('/api/'))
      void answer
        .text()
        .then((text) => received.push(text))
        .catch(() => undefined);
  });
  await open(page, '/settings/gateways');
  await page.getByRole('button', { name: 'Add a gateway' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a gateway' });
  await dialog.getByRole('textbox', { name: /^Name/ }).fill('0 with a key');
  await dialog.getByRole('textbox', { name: /Base URL/ }).fill('http://127.0.0.1:9');
  await dialog.getByLabel('Key', { exact: true }).fill(key);
  await dialog.getByRole('button', { name: 'Add the gateway' }).click();
  await expect(dialog).toBeHidden();

  const row = page.getByRole('row', { name: /0 with a key/ });
  await expect(row).toContainText('Stored');
  await row.getByRole('button', { name: 'Edit' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit 0 with a key' });
  await expect(edit.getByLabel('Key', { exact: true })).toHaveValue('');
  await edit.getByRole('textbox', { name: /Base URL/ }).fill('http://127.0.0.1:9/v1');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(edit).toBeHidden();
  await expect(row).toContainText('/v1');
  await expect(row).toContainText('Stored');
  expect(await page.content()).not.toContain(key);
  expect(JSON.stringify(await api.call('listGateways'))).not.toContain(key);
  expect(JSON.stringify(await api.call('listAudit'))).not.toContain(key);
  expect(received.join(' ')).not.toContain(key);
});

test('a gateway is tested from the settings, and only an unused one is removed', async ({ page, api, gateway }) => {
  await givenGateway(api, gateway, '0 short-lived');
  await open(page, '/settings/gateways');
  const row = page.getByRole('row', { name: /0 short-lived/ });
  await row.getByRole('button', { name: 'Test' }).click();
  const dialog = page.getByRole('dialog', { name: 'Test 0 short-lived' });
  await dialog.getByRole('textbox', { name: /Model name/ }).fill('demo-steady');
  await dialog.getByRole('button', { name: 'Test' }).click();
  await expect(dialog).toContainText('The model answers.');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await row.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove the gateway' }).click();
  await expect(row).toBeHidden();
  const used = page.getByRole('row').filter({ hasText: 'Demo' }).first().getByRole('button', { name: 'Remove' });
  await expect(used).toHaveAttribute('aria-disabled', 'true');
});

test('a person is added, signs in with their role, and is shut out again', async ({ page, browser }, info) => {
  const login = { email: `ada-${info.workerIndex}@example.org`, password: 'correct horse battery staple' };
  await open(page, '/settings/people');
  await page.getByRole('button', { name: 'Add a person' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a person' });
  await dialog.getByRole('textbox', { name: /^Name/ }).fill('Ada');
  await dialog.getByRole('textbox', { name: /E-mail/ }).fill(login.email);
  await dialog.getByRole('combobox', { name: /Role/ }).click();
  await page.getByRole('option', { name: 'Operator' }).click();
  await dialog.getByLabel('First password', { exact: true }).fill('too short');
  await dialog.getByRole('button', { name: 'Add the person' }).click();
  await expect(dialog).toContainText('At least 15 characters.');
  await dialog.getByLabel('First password', { exact: true }).fill(login.password);
  await dialog.getByRole('button', { name: 'Add the person' }).click();
  await expect(dialog).toBeHidden();

  const session = info.outputPath('ada.json');
  await saveSession(consoleAddress(), login, session);
  const theirs = await browser.newContext({ storageState: session });
  expect(await (await theirs.request.get('/api/v1/me')).json()).toMatchObject({ name: 'Ada', role: 'operator' });

  await page.getByRole('row', { name: /Ada/ }).getByRole('button', { name: 'Edit' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit Ada' });
  await edit.getByRole('switch', { name: 'Disabled' }).check({ force: true });
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(edit).toBeHidden();
  expect((await theirs.request.get('/api/v1/me')).status()).toBe(401);
  await theirs.close();
});

test('a new password ends every session of its owner', async ({ pageOf }) => {
  const page = await pageOf('curator');
  await open(page, '/settings/account');
  await page.getByLabel(/^Present password/).fill('a password for the tests');
  await page.getByLabel(/^New password\s*\*?$/).fill('another password for the tests');
  await page.getByLabel(/^New password again/).fill('another password for the tests');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect((await page.request.get('/api/v1/me')).status()).toBe(401);
});

test('signing out everywhere ends the sessions of other browsers too', async ({ pageOf, browser }, info) => {
  const page = await pageOf('viewer');
  const { email } = await (await page.request.get('/api/v1/me')).json();
  const session = info.outputPath('elsewhere.json');
  await saveSession(consoleAddress(), { email, password: 'a password for the tests' }, session);
  const elsewhere = await browser.newContext({ storageState: session });
  expect((await elsewhere.request.get('/api/v1/me')).status()).toBe(200);

  await open(page, '/settings/account');
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  for (const { request } of [page, elsewhere]) expect((await request.get('/api/v1/me')).status()).toBe(401);
  await elsewhere.close();
});

test('the audit log shows what was just done, by whom', async ({ page, api, gateway }) => {
  await givenGateway(api, gateway, 'left a trace');
  await open(page, '/settings/audit');
  const row = page.getByRole('row').filter({ hasText: 'left a trace' });
  await expect(row).toContainText('Admin');
});

test('the configuration page shows settings but no secret', async ({ page, api }) => {
  await open(page, '/settings/about');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const settings = JSON.stringify(await api.call('getSettings'));
  const shown = await page.content();
  for (const text of [settings, shown]) expect(text).not.toMatch(/postgres(ql)?:\/\/[^"<\s]*:[^"<\s]*@/);
  expect(shown).toContain('TIDEMARK_NIGHTLY_CRON');
});

test('the audit log tells who got an incident by name', async ({ page, api, gateway }) => {
  const { incidentId } = await givenIncident(api, gateway, 'in the log');
  const { id: assigneeId } = await api.call('getMe');
  await api.call('assignIncident', { params: { incidentId }, body: { assigneeId } });
  await open(page, '/settings/audit?subjectType=incident');
  const row = page.getByRole('row', { name: `Incident ${incidentId}: assigned to Admin` });
  await expect(row.getByRole('term')).toHaveText('owner');
  await expect(row.getByRole('definition')).toHaveText(/^none\s+Admin$/);
});
