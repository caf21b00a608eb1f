import { alive, open } from './support/open.ts';
import { expect, test } from './support/test.ts';

test('the palette finds an incident and a page', async ({ page }) => {
  await open(page, '/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  const search = page.getByRole('combobox', { name: /Search pages/ });
  await search.fill('demo-shifting answers');
  await page.getByRole('option', { name: /demo-shifting answers differently/ }).click();
  await expect(page).toHaveURL(/\/incidents\/\d+$/);

  await page.keyboard.press('ControlOrMeta+k');
  await search.fill('audit');
  await expect(page.getByRole('option', { name: 'Audit log' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/settings/audit');
});

test('question mark lists the keys, and the keys lead where they say', async ({ page }) => {
  await open(page, '/runs');
  await expect(page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys on this page' });
  await expect(help).toContainText('Go to incidents');
  await expect(help).toContainText('Next row');
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page.getByRole('heading', { level: 1, name: 'Incidents' })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Search incidents')).toBeFocused();
});

test('an address that leads nowhere says so and keeps the way home', async ({ page }) => {
  const unknown = ['/runs/999999', '/runs/abc', '/incidents/999999', '/model/999999', '/model/999999/edit'];
  for (const path of [
    '/no/such/page',
    ...unknown,
    '/suites/999999',
    '/suites/1/versions/999999',
    '/suites/candidates/999999',
  ]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
    await alive(page);
    const title = /There is no page at this address|Nothing is stored under this address/;
    await expect(page.getByRole('heading', { level: 1, name: title }), path).toBeVisible();
    await expect(page.getByRole('link', { name: /overview|Tidemark/i }).first(), path).toBeVisible();
  }
});

test('colours follow the choice of the person and stay chosen', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: /Admin/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});
