import type { DiagnoseMigrationHistoryOutput, MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import { Logger, makeWorkerUtils } from 'graphile-worker';
import { TidemarkError } from '../errors.ts';
import { onConnection } from './connection.ts';
import { explainEngineError, withEngine } from './engine.ts';
import { NO_FILTERS, readMigrations } from './history.ts';

/** Any number of ours; Prisma's engine takes 72707369 itself, on another connection. */
const LOCK_KEY = 8_433_625_011;
const LOCK_TIMEOUT = '120s';
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Brings a database up to date: the migrations of `migrationsFolder`, then the job queue's own schema.
 * Safe to call from several processes at once: one migrates, the others wait and find nothing to do.
 * A migration that failed or was cut off earlier is tried again, since each one is atomic.
 *
 * @returns Names of the migrations applied now, in order.
 * @throws TidemarkError `misconfigured` (wrong address, login or migration), `unavailable` (no server),
 *   `conflict` (the database is newer than this release, or another process holds the lock too long).
 */
export function migrate(connectionString: string, migrationsFolder: string): Promise<string[]> {
  return onConnection(connectionString, async (client) => {
    await client.query(`SET lock_timeout = '${LOCK_TIMEOUT}'`);
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]).catch(explainLock);
    const migrations = await readMigrations(migrationsFolder);
    const applied = await withEngine(connectionString, undefined, (engine) => applyAll(engine, migrations));
    await migrateJobQueue(connectionString);
    return applied;
  });
}

async function applyAll(engine: SchemaEngine, migrationsList: MigrationList): Promise<string[]> {
  const facts = { migrationsList, filters: NO_FILTERS };
  try {
    const diagnose = () => engine.diagnoseMigrationHistory({ ...facts, optInToShadowDatabase: false });
    const { failedMigrationNames } = await diagnose();
    for (const migrationName of failedMigrationNames) await engine.markMigrationRolledBack({ migrationName });
    refuseForeignHistory(await diagnose());
    const { appliedMigrationNames } = await engine.applyMigrations(facts);
    return appliedMigrationNames;
  } catch (error) {
    throw explainEngineError(error);
  }
}

function refuseForeignHistory(state: DiagnoseMigrationHistoryOutput): void {
  if (state.editedMigrationNames.length > 0) {
    throw new TidemarkError(
      'misconfigured',
      `Migration ${state.editedMigrationNames.join(', ')} was changed after it had been applied to this database. ` +
        'Restore the file and put the change into a new migration (npm run migration:new), or start with an empty database.',
    );
  }
  const history = state.history;
  if (history !== null && history.diagnostic !== 'databaseIsBehind') {
    throw new TidemarkError(
      'conflict',
      `The database was migrated by a newer Tidemark (${history.unpersistedMigrationNames.join(', ')}). Update this installation.`,
    );
  }
}

/** graphile-worker keeps a schema of its own and migrates it itself. */
async function migrateJobQueue(connectionString: string): Promise<void> {
  const queue = await makeWorkerUtils({ connectionString, logger: new Logger(() => () => undefined) });
  try {
    await queue.migrate();
  } finally {
    await queue.release();
  }
}

function explainLock(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE) {
    throw new TidemarkError(
      'conflict',
      `Another process has been migrating this database for more than ${LOCK_TIMEOUT}. Wait for it, or end it.`,
      { cause: error },
    );
  }
  throw error;
}
