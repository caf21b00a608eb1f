import { readFile } from 'node:fs/promises';
import type { DiffTarget } from '@prisma/schema-engine-wasm';
import { explainEngineError, withEngine } from './engine.ts';
import { NO_FILTERS, readMigrations } from './history.ts';

/**
 * The SQL that takes a database made by `migrationsFolder` to `schemaFile`; '' when they agree.
 * Replays the migrations in a throw-away database on the server of `connectionString`.
 *
 * @throws TidemarkError as `migrate` does.
 */
export async function diffFromMigrations(
  connectionString: string,
  migrationsFolder: string,
  schemaFile: string,
): Promise<string> {
  const schema = { path: schemaFile, content: await readFile(schemaFile, 'utf8') };
  const migrations = await readMigrations(migrationsFolder);
  const from: DiffTarget =
    migrations.migrationDirectories.length === 0 ? { tag: 'empty' } : { tag: 'migrations', ...migrations };
  const to: DiffTarget = { tag: 'schemaDatamodel', files: [schema] };
  return withEngine(connectionString, [schema.path, schema.content], async (engine) => {
    try {
      const { stdout } = await engine.diff({ from, to, script: true, exitCode: true, filters: NO_FILTERS });
      return stdout === null || stdout.includes('-- This is an empty migration.') ? '' : stdout;
    } catch (error) {
      throw explainEngineError(error);
    }
  });
}
