import { join } from 'node:path';
import { TidemarkError } from '#lib/platform/errors.ts';
import { onConnection } from '#lib/platform/migrate/connection.ts';
import type { ProgramSpec } from '../launch.ts';
import { freePort } from '../ports.ts';
import { type Program, startProgram } from '../program.ts';
import { bundledPostgres, POSTGRES_ENVIRONMENT } from './binaries.ts';
import { type Identity, postgresIdentity } from './identity.ts';
import { initialise, POSTGRES_USER } from './initialise.ts';
import { clearOrphan, readPidFile } from './orphan.ts';
import { placeBinaries, placeCluster } from './placement.ts';

/** A free port may be taken by somebody else before Postgres binds it. */
const PORT_TRIES = 5;
const NEVER = new AbortController().signal;

export interface ClusterOptions {
  /** Data folder of the product; the cluster lies in `postgres/` below it. */
  dataFolder: string;
  /** False lets a power cut lose data, in exchange for speed: for tests. */
  durable: boolean;
  /** Is told in one line about anything out of the ordinary. */
  notify: (line: string) => void;
  /** Aborted to skip the checkpoint at the end. */
  hurry?: AbortSignal;
}

export interface Cluster extends Program {
  port: number;
  /** Connection string of a database; of Tidemark's own by default. */
  url: (database?: string) => string;
}

/**
 * Starts the embedded Postgres of a data folder on a free port of 127.0.0.1, making it first when there is none
 * and clearing away what a killed predecessor left. A crashed one is started again on the same port;
 * it ends with this process, even when that is killed.
 *
 * @throws TidemarkError `misconfigured` or `unavailable`, with the last lines of its log.
 */
export async function startCluster({ dataFolder, durable, notify, hurry = NEVER }: ClusterOptions): Promise<Cluster> {
  const account = postgresIdentity();
  const binaries = placeBinaries(bundledPostgres(), account, notify);
  const home = placeCluster(join(dataFolder, 'postgres'), account, notify);
  const passwordFile = join(dataFolder, 'postgres-password');
  const { folder, password } = initialise({ binaries, home, passwordFile, identity: account });
  const orphan = await clearOrphan(folder);
  if (orphan !== undefined) notify(`Postgres: ${orphan}.`);

  const around = { nowMs: () => performance.now(), stop: NEVER, hurry, notify };
  const logFile = join(dataFolder, 'logs/postgres.log');
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      const program = await startProgram(postmaster({ binaries, folder, port, account, durable, logFile }), around);
      const url = (database = POSTGRES_USER) => `postgres://${POSTGRES_USER}:${password}@127.0.0.1:${port}/${database}`;
      await createDatabase(url);
      return { ...program, port, url };
    } catch (error) {
      const portLost = error instanceof TidemarkError && error.message.includes('Address already in use');
      if (!portLost || attempt === PORT_TRIES) throw error;
    }
  }
}

interface Postmaster {
  binaries: string;
  folder: string;
  port: number;
  account: Identity | undefined;
  durable: boolean;
  logFile: string;
}

function postmaster({ binaries, folder, port, account, durable, logFile }: Postmaster): ProgramSpec {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return {
    name: 'embedded Postgres',
    command: join(binaries, 'bin/postgres'),
    args: ['-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    cwd: folder,
    environment: POSTGRES_ENVIRONMENT,
    account: account && { uid: account.uid, gid: account.gid },
    logFile,
    readyBy: async (pid) => {
      const state = readPidFile(folder);
      return state?.ready === true && state.pid === pid;
    },
    // Recovery after a crash replays the log, which can take a while on a slow disk.
    readyTimeoutMs: 120_000,
    // Interrupt is Postgres' "fast" shutdown, quit its "immediate" one.
    ending: { of: 'process', ask: 'SIGINT', patienceMs: 20_000, force: 'SIGQUIT' },
  };
}

async function createDatabase(url: (database?: string) => string): Promise<void> {
  await onConnection(url('postgres'), async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [POSTGRES_USER]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${POSTGRES_USER}`);
  });
}
