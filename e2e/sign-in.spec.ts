import type { Page } from '@playwright/test';
import { PAIR_LIMIT } from '#lib/policy/access.ts';
import { NOBODY } from './support/nobody.ts';
import { alive, open } from './support/open.ts';
import { adminLogin } from './support/place.ts';
import { expect, test } from './support/test.ts';

test.use({ storageState: NOBODY });

async function fillIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('signing in leads to the page that was asked for, signing out ends the session', async ({ page }) => {
  await open(page, '/runs?verdict=stable');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await fillIn(page, adminLogin());
  await expect(page).toHaveURL('/runs?verdict=stable');
  await alive(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();

  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: /Admin/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Tidemark' })).toBeVisible();
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('a cookie that was copied before signing out opens nothing after it', async ({ page, browser }) => {
  await open(page, '/sign-in');
  await fillIn(page, adminLogin());
  await expect(page).toHaveURL('/');
  await alive(page);
  const thief = await browser.newContext({ storageState: await page.context().storageState() });
  expect((await thief.request.get('/api/v1/me')).status()).toBe(200);

  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: /Admin/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Tidemark' })).toBeVisible();
  expect((await thief.request.get('/api/v1/me')).status()).toBe(401);
  const stolen = await thief.newPage();
  await stolen.goto('/runs');
  await expect(stolen).toHaveURL(/\/sign-in\?next=%2Fruns/);
  await thief.close();
});

test('a wrong password is refused without saying which part is wrong', async ({ page }) => {
  await open(page, '/sign-in');
  await fillIn(page, { email: adminLogin().email, password: 'not the password at all' });
  const refusal = 'The e-mail address or the password is not right.';
  await expect(page.getByRole('alert').filter({ hasText: refusal })).toBeVisible();
  await fillIn(page, { email: 'nobody@example.org', password: 'not the password at all' });
  await expect(page.getByRole('alert').filter({ hasText: refusal })).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);
});

test('guessing is slowed down, and the page says for how long', async ({ page }) => {
  await open(page, '/sign-in');
  const guess = { email: 'guessed@example.org', password: 'a guess at a password' };
  for (let attempt = 0; attempt <= PAIR_LIMIT.attempts; attempt++) {
    const answered = page.waitForResponse(/callback\/credentials/);
    await fillIn(page, guess);
    await answered;
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
  }
  await expect(page.getByRole('alert').filter({ hasText: 'Too many attempts. Try again in' })).toBeVisible();
});

test('an address of another site is not followed after signing in', async ({ page }) => {
  await open(page, '/sign-in?next=https%3A%2F%2Fexample.org%2F');
  await fillIn(page, adminLogin());
  await expect(page).toHaveURL('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
