import { givenIncident } from './support/given.ts';
import { alive, open } from './support/open.ts';
import { expect, test } from './support/test.ts';

test('filters live in the address and survive a reload', async ({ page, api, gateway }) => {
  await givenIncident(api, gateway, 'filtered');
  await open(page, '/incidents');
  const table = page.getByRole('table', { name: /Incidents/ });
  await expect(table.getByRole('link', { name: /demo-shifting/ })).toBeVisible();

  await page.getByLabel('Search incidents').fill('filtered');
  await expect(table.getByRole('link', { name: /demo-shifting/ })).toBeHidden();
  await expect(table.getByRole('link', { name: /filtered/ })).toBeVisible();
  await page.getByRole('combobox', { name: 'Severity' }).click();
  await page.getByRole('option', { name: 'P2 · Behaviour changed: look today' }).click();
  await expect(page.getByRole('combobox', { name: 'Severity' })).toHaveValue('P2');
  await expect(page).toHaveURL('/incidents?q=filtered&severity=P2');

  await page.reload();
  await expect(page).toHaveURL('/incidents?q=filtered&severity=P2');
  await expect(table.getByRole('link', { name: /filtered/ })).toBeVisible();
  await expect(table.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL('/incidents');
  await expect(table.getByRole('link', { name: /demo-shifting/ })).toBeVisible();
});

test('a filter that finds nothing says so and leads back', async ({ page }) => {
  await open(page, '/incidents?q=no-incident-is-called-this');
  await expect(page.getByText('No incident fits these filters')).toBeVisible();
  await page.getByRole('link', { name: 'Show everything that waits' }).click();
  await expect(page).toHaveURL('/incidents');
});

test('the list is worked through by keys alone', async ({ page, api, gateway }) => {
  const { incidentId } = await givenIncident(api, gateway, 'by keys');
  await open(page, '/incidents?q=by+keys');
  const link = page.getByRole('link', { name: /by keys answers differently/ });
  await expect(link).toBeVisible();
  await page.keyboard.press('j');
  await expect(link).toBeFocused();
  await page.keyboard.press('k');
  await expect(link).toBeFocused();
  await page.keyboard.press('a');
  await expect(page.getByRole('row', { name: /by keys/ })).toContainText('Acknowledged');
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog', { name: 'Resolve the incident' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/incidents/${incidentId}`);
});

test('several incidents are acknowledged at once, by keys alone, and each refusal is told', async ({
  page,
  api,
  gateway,
}) => {
  const taken = await givenIncident(api, gateway, 'bulk taken');
  await givenIncident(api, gateway, 'bulk first');
  await givenIncident(api, gateway, 'bulk second');
  await open(page, '/incidents?q=bulk');
  await expect(page.getByRole('row')).toHaveCount(4);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys on this page' });
  await expect(help).toContainText('Select the row in focus');
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();

  for (const key of ['j', 'x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key);
  const bar = page.getByRole('region', { name: 'Selected incidents' });
  await expect(bar).toContainText('3 selected');
  await page.reload();
  await alive(page);
  await expect(bar).toContainText('3 selected');
  await expect(bar.getByRole('button', { name: 'Acknowledge 3' })).toBeVisible();
  await api.call('acknowledgeIncident', { params: { incidentId: taken.incidentId } });
  await page.keyboard.press('A');

  await expect(bar.getByRole('alert')).toContainText('1 incident not acknowledged');
  await expect(bar.getByRole('alert')).toContainText(/bulk taken answers differently.*: .*it is acknowledged/);
  await expect(bar).toContainText('1 selected, 1 not open');
  for (const row of await page.getByRole('row', { name: /bulk/ }).all())
    await expect(row).toContainText('Acknowledged');
  await bar.getByRole('button', { name: 'Clear' }).click();
  await expect(bar).toBeHidden();
  await expect(page).toHaveURL('/incidents?q=bulk');
});

test('rows are chosen by checkbox without being opened', async ({ page, api, gateway }) => {
  await givenIncident(api, gateway, 'ticked one');
  await givenIncident(api, gateway, 'ticked two');
  await open(page, '/incidents?q=ticked');
  const bar = page.getByRole('region', { name: 'Selected incidents' });
  await page.getByRole('checkbox', { name: 'Select all rows shown' }).check();
  await expect(bar.getByRole('button', { name: 'Acknowledge 2' })).toBeVisible();
  await page
    .getByRole('row', { name: /ticked one/ })
    .getByRole('checkbox')
    .uncheck();
  await bar.getByRole('button', { name: 'Acknowledge 1' }).click();
  await expect(page.getByText('1 incident acknowledged')).toBeVisible();
  await expect(page.getByRole('row', { name: /ticked two/ })).toContainText('Acknowledged');
  await expect(page.getByRole('row', { name: /ticked one/ })).toContainText('Open');
  await expect(bar).toBeHidden();
});
