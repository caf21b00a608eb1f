import { join } from 'node:path';
import { messageOf } from '#lib/platform/errors.ts';
import { bundleCli } from './cli-bundle.ts';
import { generateClient } from './stack/generate.ts';
import { ROOT } from './stack/root.ts';

try {
  await generateClient();
  await bundleCli(join(ROOT, 'dist'));
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
