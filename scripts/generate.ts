import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '#lib/platform/env.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = `${root}generated/prisma.sha256`;

/** The client depends on the schema and on the generator's version. */
function stamp(): string {
  const hash = createHash('sha256');
  for (const input of ['prisma/schema.prisma', 'node_modules/prisma/package.json']) {
    hash.update(readFileSync(`${root}${input}`));
  }
  return hash.digest('hex');
}

/**
 * Generates the Prisma client into `generated/prisma` unless it is up to date. The CLI insists on a native
 * schema engine that generation never runs; naming any file spares its download.
 */
function generate(): number {
  const wanted = stamp();
  const current = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
  if (current === wanted && existsSync(`${root}generated/prisma/client.ts`)) return 0;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], {
    cwd: root,
    encoding: 'utf8',
    env: childEnvironment({
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    }),
  });
  if (status !== 0) {
    process.stderr.write(`The Prisma client could not be generated.\n${stdout}${stderr}\n`);
    return 1;
  }
  writeFileSync(stampFile, wanted);
  return 0;
}

process.exitCode = generate();
