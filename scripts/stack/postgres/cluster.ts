import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { onConnection } from '#lib/platform/migrate/connection.ts';
import { tailOf } from '../log-file.ts';
import { freePort } from '../ports.ts';
import { bundledPostgres, POSTGRES_ENVIRONMENT } from './binaries.ts';
import { guard } from './guard.ts';
import { type Identity, postgresIdentity } from './identity.ts';
import { initialise, POSTGRES_USER } from './initialise.ts';
import { clearOrphan, readPidFile, stopPostmaster } from './orphan.ts';
import { placeBinaries, placeCluster } from './placement.ts';

/** Recovery after a crash replays the log, which can take a while on a slow disk. */
const READY_TIMEOUT_MS = 120_000;
const POLL_MS = 20;
/** A free port may be taken by somebody else before Postgres binds it. */
const PORT_TRIES = 5;

export interface ClusterOptions {
  /** Data folder of the product; the cluster lies in `postgres/` below it. */
  dataFolder: string;
  logFile: string;
  /** False lets a power cut lose data, in exchange for speed: for tests. */
  durable: boolean;
  /** Is told in one line about anything out of the ordinary. */
  notify: (line: string) => void;
}

export interface Cluster {
  pid: number;
  port: number;
  /** Connection string of a database; of Tidemark's own by default. */
  url: (database?: string) => string;
  /** Resolves when Postgres has ended, whoever ended it. */
  ended: Promise<void>;
  /** Ends Postgres and returns when it is gone; `hurry` skips the checkpoint. */
  stop: (hurry?: boolean) => Promise<void>;
}

/**
 * Starts the embedded Postgres of a data folder on a free port of 127.0.0.1, making it first when there is none
 * and clearing away what a killed predecessor left. It ends with this process even when that is killed.
 *
 * @throws TidemarkError `misconfigured` or `unavailable`, with the last lines of its log.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const identity = postgresIdentity();
  mkdirSync(dirname(options.logFile), { recursive: true });
  const binaries = placeBinaries(bundledPostgres(), identity, options.notify);
  const home = placeCluster(join(options.dataFolder, 'postgres'), identity, options.notify);
  const passwordFile = join(options.dataFolder, 'postgres-password');
  const { folder, password } = initialise({ binaries, home, passwordFile, identity });
  const orphan = await clearOrphan(folder);
  if (orphan !== undefined) options.notify(`Postgres: ${orphan}.`);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const postmaster = launch({ binaries, folder, port, identity, ...options });
    try {
      await untilReady(postmaster, folder);
      const url = (database = POSTGRES_USER) => `postgres://${POSTGRES_USER}:${password}@127.0.0.1:${port}/${database}`;
      await createDatabase(url);
      return { pid: pidOf(postmaster), port, url, ...ending(postmaster) };
    } catch (error) {
      await ending(postmaster).stop(true);
      const log = tailOf(options.logFile);
      if (attempt < PORT_TRIES && log.includes('Address already in use')) continue;
      throw new TidemarkError('unavailable', `The embedded Postgres did not start: ${messageOf(error)}\n${log}`, {
        cause: error,
      });
    }
  }
}

interface Launch extends ClusterOptions {
  binaries: string;
  folder: string;
  port: number;
  identity: Identity | undefined;
}

/** In a process group of its own, so that Ctrl-C in the terminal does not reach it before the orderly stop. */
function launch({ binaries, folder, port, identity, durable, logFile }: Launch): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(logFile, 'a', 0o600);
  const postmaster = spawn(join(binaries, 'bin/postgres'), ['-D', folder, ...flags], {
    cwd: folder,
    detached: true,
    env: POSTGRES_ENVIRONMENT,
    stdio: ['ignore', log, log],
    uid: identity?.uid,
    gid: identity?.gid,
  });
  closeSync(log);
  guard(postmaster, 'INT');
  return postmaster;
}

async function untilReady(postmaster: ChildProcess, folder: string): Promise<void> {
  const failed = once(postmaster, 'error').then(([error]) => Promise.reject(error));
  failed.catch(() => undefined);
  for (let waitedMs = 0; waitedMs < READY_TIMEOUT_MS; waitedMs += POLL_MS) {
    if (postmaster.exitCode !== null || postmaster.signalCode !== null) {
      throw new TidemarkError(
        'unavailable',
        `it ended with ${postmaster.signalCode ?? `code ${postmaster.exitCode}`}.`,
      );
    }
    const state = readPidFile(folder);
    if (state?.ready === true && state.pid === postmaster.pid) return;
    await Promise.race([sleep(POLL_MS), failed]);
  }
  throw new TidemarkError('unavailable', `it was not ready after ${READY_TIMEOUT_MS / 1000} s.`);
}

async function createDatabase(url: (database?: string) => string): Promise<void> {
  await onConnection(url('postgres'), async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [POSTGRES_USER]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${POSTGRES_USER}`);
  });
}

function ending(postmaster: ChildProcess): Pick<Cluster, 'ended' | 'stop'> {
  const running = postmaster.pid !== undefined && postmaster.exitCode === null && postmaster.signalCode === null;
  const ended = running ? once(postmaster, 'exit').then(() => undefined) : Promise.resolve();
  return {
    ended,
    stop: async (hurry = false) => {
      if (postmaster.pid === undefined || postmaster.exitCode !== null || postmaster.signalCode !== null) return;
      await stopPostmaster(postmaster.pid, hurry);
    },
  };
}

function pidOf(postmaster: ChildProcess): number {
  if (postmaster.pid === undefined) throw new TidemarkError('internal', 'Postgres was started without a process id.');
  return postmaster.pid;
}
