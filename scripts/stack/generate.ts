import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TidemarkError } from '#lib/platform/errors.ts';
import { hashInputs } from './inputs-hash.ts';
import { ROOT } from './root.ts';
import { runTool } from './run-tool.ts';

/** The client depends on the schema and on the generator's version. */
const INPUTS = ['prisma/schema.prisma', 'node_modules/prisma/package.json'];

/**
 * Generates the Prisma client into `generated/` unless it is up to date. The CLI insists on a native schema
 * engine that generation never runs; naming any file as it spares the download.
 *
 * @returns Whether it was generated now.
 * @throws TidemarkError `internal` with the generator's output when it fails.
 */
export async function generateClient(signal?: AbortSignal): Promise<boolean> {
  const stamp = join(ROOT, 'generated/prisma.sha256');
  const wanted = hashInputs(ROOT, INPUTS);
  if (
    existsSync(stamp) &&
    existsSync(join(ROOT, 'generated/prisma/client.ts')) &&
    readFileSync(stamp, 'utf8') === wanted
  ) {
    return false;
  }
  const { exitCode, output } = await runTool(['node_modules/prisma/build/index.js', 'generate'], {
    environment: {
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
    signal,
  });
  if (exitCode !== 0) throw new TidemarkError('internal', `The Prisma client could not be generated:\n${output}`);
  mkdirSync(join(ROOT, 'generated'), { recursive: true });
  writeFileSync(stamp, wanted);
  return true;
}
