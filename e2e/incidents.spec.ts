import { givenIncident } from './support/given.ts';
import { open } from './support/open.ts';
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
  await open(page, '/incidents?severity=P0');
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
