import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { MigrationDirectory, MigrationList } from '@prisma/schema-engine-wasm';
import { messageOf, TidemarkError } from '../errors.ts';

/** Nothing in the database is kept out of Prisma's sight: graphile-worker has a schema of its own. */
export const NO_FILTERS = { externalTables: [], externalEnums: [] };

/**
 * Reads a migrations folder (`<timestamp>_<name>/migration.sql`) in the form the engine takes.
 *
 * @throws TidemarkError `misconfigured` when the folder or one of its scripts cannot be read.
 */
export async function readMigrations(folder: string): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new TidemarkError('misconfigured', `The migrations folder ${folder} cannot be read: ${messageOf(cause)}`, {
      cause,
    });
  });
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  return {
    baseDir: resolve(folder),
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    migrationDirectories: await Promise.all(names.map((name) => readMigration(folder, name))),
    shadowDbInitScript: '',
  };
}

async function readMigration(folder: string, name: string): Promise<MigrationDirectory> {
  const file = join(folder, name, 'migration.sql');
  const value = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new TidemarkError('misconfigured', `The migration ${file} cannot be read: ${messageOf(cause)}`, { cause });
  });
  return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } } };
}
