import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { embeddedDatabaseUrl } from '#lib/platform/embedded-database.ts';
import { adoptEnvironment, dataFolder, env } from '#lib/platform/env.ts';
import { migrate } from '#lib/platform/migrate/apply.ts';
import { onConnection } from '#lib/platform/migrate/connection.ts';
import { openDataFolder } from '../stack/data-folder.ts';
import { lockDataFolder } from '../stack/lock.ts';
import { startCluster } from '../stack/postgres/cluster.ts';
import { ROOT } from '../stack/root.ts';
import { loadSecrets } from '../stack/secrets.ts';

/**
 * Gives a script a migrated database with a worker on it: those of DATABASE_URL or of the Tidemark that runs on the
 * data folder, else ones of its own that `started` ends. Adopts address and secrets into the environment.
 */
export async function databaseWithWorker(started: AsyncDisposableStack, say: (line: string) => void): Promise<void> {
  const folder = openDataFolder(dataFolder());
  const given = env();
  adoptEnvironment({ ...loadSecrets(folder, given), TIDEMARK_DATA: folder });
  if (given.DATABASE_URL !== undefined) return;
  const embedded = embeddedDatabaseUrl(folder);
  if (embedded !== undefined && (await answers(embedded))) {
    adoptEnvironment({ DATABASE_URL: embedded });
    return;
  }
  say('No Tidemark is running: starting a database and a worker for the rehearsal.');
  started.defer(lockDataFolder(folder));
  const cluster = await startCluster({
    dataFolder: folder,
    durable: true,
    notify: say,
  });
  started.defer(() => cluster.stop());
  adoptEnvironment({ DATABASE_URL: cluster.url() });
  await migrate(cluster.url(), join(ROOT, 'prisma/migrations'));
  const worker = fork(join(ROOT, 'worker/main.mjs'), { env: { ...process.env, TIDEMARK_LOG_LEVEL: 'warn' } });
  started.defer(async () => {
    worker.kill('SIGTERM');
    if (worker.exitCode === null) await once(worker, 'exit');
  });
  await once(worker, 'message');
}

/** False for what a killed Postgres left behind: its files are there, but nobody answers. */
async function answers(connectionString: string): Promise<boolean> {
  try {
    await onConnection(connectionString, (client) => client.query('SELECT 1'));
    return true;
  } catch {
    return false;
  }
}
