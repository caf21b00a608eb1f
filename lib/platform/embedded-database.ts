import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, TidemarkError } from './errors.ts';

/** Owner of the embedded cluster and name of its database. */
const NAME = 'tidemark';

/** Line of `postmaster.pid` that holds the port (Postgres' `pidfile.h`), from 0. */
const PORT_LINE = 3;

/**
 * Connection string of the embedded Postgres that runs on `dataFolder` now; undefined when none does.
 *
 * @throws TidemarkError `misconfigured` when its files cannot be read by this user.
 */
export function embeddedDatabaseUrl(dataFolder: string): string | undefined {
  const pidFile = join(dataFolder, 'postgres/data/postmaster.pid');
  const passwordFile = join(dataFolder, 'postgres-password');
  if (!existsSync(pidFile) || !existsSync(passwordFile)) return undefined;
  const port = Number(readText(pidFile).split('\n')[PORT_LINE]);
  if (!Number.isInteger(port) || port <= 0) return undefined;
  return `postgres://${NAME}:${encodeURIComponent(readText(passwordFile))}@127.0.0.1:${port}/${NAME}`;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new TidemarkError(
      'misconfigured',
      `${path} cannot be read: ${messageOf(cause)}. Run this as the user who started Tidemark, or set DATABASE_URL.`,
      { cause },
    );
  }
}
