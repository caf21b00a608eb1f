import type { Page } from '@playwright/test';
import { givenIncident } from './support/given.ts';
import { NOBODY } from './support/nobody.ts';
import { open } from './support/open.ts';
import { adminLogin } from './support/place.ts';
import { expect, test } from './support/test.ts';

const MOST_TABS = 60;

/** Presses Tab until something with that role and name has the focus. */
async function tabTo(page: Page, role: 'link' | 'button', name: RegExp): Promise<void> {
  const target = page.getByRole(role, { name });
  for (let pressed = 0; pressed < MOST_TABS; pressed++) {
    await page.keyboard.press('Tab');
    if (await target.first().evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${MOST_TABS} tabs did not reach ${role} ${name}`);
}

test('the keyboard alone leads from sign-in to an acknowledged incident', async ({ browser, api, gateway }) => {
  const { incidentId } = await givenIncident(api, gateway, 'no mouse');
  const context = await browser.newContext({ storageState: NOBODY });
  const page = await context.newPage();
  const { email, password } = adminLogin();
  await open(page, '/incidents?q=no+mouse');
  await expect(page.getByLabel('E-mail address')).toBeFocused();
  await page.keyboard.type(email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/incidents?q=no+mouse');
  await expect(page.getByRole('link', { name: /no mouse answers differently/ })).toBeVisible();

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: /Skip/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, 'link', /no mouse answers differently/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/incidents/${incidentId}`);
  await expect(page.getByRole('button', { name: 'Acknowledge' })).toBeVisible();
  await tabTo(page, 'button', /^Acknowledge$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('acknowledged it');
  await context.close();
});
