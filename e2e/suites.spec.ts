import { open } from './support/open.ts';
import { expect, test } from './support/test.ts';

test('the canary suite shows its 20 prompts, why each is there, and its frozen version', async ({ page }) => {
  await open(page, '/suites');
  await page
    .getByRole('link', { name: /canary/i })
    .last()
    .click();
  const prompts = page.getByRole('table', { name: /prompts/i });
  await expect(prompts.getByRole('row')).toHaveCount(21);
  await prompts.getByRole('link', { name: 'structure:log-level' }).click();
  const drawer = page.getByRole('dialog', { name: /structure:log-level/ });
  await expect(drawer).toContainText('One JSON key with one right value');
  await expect(page).toHaveURL(/\?prompt=\d+$/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Versions' })).toContainText('1');
});
