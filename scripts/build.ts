import { messageOf } from '#lib/platform/errors.ts';
import { buildConsole } from './stack/build.ts';

try {
  console.log((await buildConsole()) ? 'built' : 'up to date');
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
