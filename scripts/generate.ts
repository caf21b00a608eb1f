import { messageOf } from '#lib/platform/errors.ts';
import { generateClient } from './stack/generate.ts';

try {
  console.log((await generateClient()) ? 'Prisma client generated.' : 'Prisma client is up to date.');
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
