import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#scripts/stack/root.ts';
import { open } from './support/open.ts';
import { expect, test } from './support/test.ts';

const PICTURE = join(ROOT, 'docs/images/incident.png');
const SIZE = { width: 1440, height: 1480 };

test('the picture in the README shows an incident (renewed by `npm run picture`)', async ({ page, api }, info) => {
  const { items } = await api.call('listIncidents', { query: { status: 'all', q: 'demo-shifting' } });
  await page.setViewportSize(SIZE);
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page, `/incidents/${items.at(-1)?.id}`);
  await expect(page.getByRole('complementary', { name: 'Demo' })).toBeVisible();
  const sentences = page.getByRole('region', { name: 'Which sentences?' });
  await expect(sentences.getByText('Old:').first()).toBeVisible();
  const renew = info.config.updateSnapshots === 'all' || !existsSync(PICTURE);
  await page.screenshot({ path: renew ? PICTURE : 'test-results/screenshots/readme.png', animations: 'disabled' });
});
