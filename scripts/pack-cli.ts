import { resolve } from 'node:path';
import { messageOf } from '#lib/platform/errors.ts';
import { packCli } from './cli-package.ts';
import { generateClient } from './stack/generate.ts';

try {
  await generateClient();
  console.log(await packCli(resolve(process.argv[2] ?? '.')));
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
