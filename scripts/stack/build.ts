import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TidemarkError } from '#lib/platform/errors.ts';
import { hashInputs } from './inputs-hash.ts';
import { ROOT } from './root.ts';
import { runTool } from './run-tool.ts';

/** Everything the built console depends on. */
const INPUTS = [
  'app',
  'components',
  'lib',
  'suites',
  'proxy.ts',
  'package-lock.json',
  'next.config.ts',
  'tsconfig.json',
  'prisma/schema.prisma',
];

/** The script behind the `next` command. */
export const NEXT = 'node_modules/next/dist/bin/next';

/**
 * Builds the console unless the last build was made of the same sources.
 *
 * @returns Whether it was built now.
 * @throws TidemarkError `internal` with the build's output when it fails.
 */
export async function buildConsole(signal?: AbortSignal): Promise<boolean> {
  const stamp = join(ROOT, '.next/tidemark-inputs.sha256');
  const wanted = hashInputs(ROOT, INPUTS);
  if (existsSync(stamp) && existsSync(join(ROOT, '.next/BUILD_ID')) && readFileSync(stamp, 'utf8') === wanted) {
    return false;
  }
  const { exitCode, output } = await runTool([NEXT, 'build'], {
    environment: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    signal,
  });
  if (exitCode !== 0) throw new TidemarkError('internal', `The console could not be built (next build):\n${output}`);
  writeFileSync(stamp, wanted);
  return true;
}
