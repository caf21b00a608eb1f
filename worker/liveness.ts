import { hostname } from 'node:os';
import pg from 'pg';
import { messageOf } from '#lib/platform/errors.ts';
import type { Logger } from '#lib/platform/log.ts';
import { WORKER_SILENT_FOR_MS } from '#lib/policy/thresholds.ts';

/** Namespace of the advisory locks that living workers hold; the second key is the hash of the pool's id. */
const LOCK_NAMESPACE = 0x7469646d;
/** A database that does not answer in this time is given up, and a new connection made. */
const DATABASE_TIMEOUT_MS = 10_000;

/** A worker that holds no lock; without host and process id when it died before it could sign on. */
interface SilentPool {
  pool_id: string;
  hostname: string | null;
  pid: number | null;
}

export interface Liveness {
  /** Marks `poolId` as alive for as long as this process is; resolves once other workers can see it. */
  claim: (poolId: string) => Promise<void>;
  /** Renews the claim, and gives the jobs of dead workers back to the queue. Returns the ids of those found dead. */
  sweep: () => Promise<string[]>;
  close: () => Promise<void>;
}

interface LivenessOptions {
  connectionString: string;
  log: Logger;
  /** Milliseconds from a clock that never goes back. */
  nowMs?: () => number;
}

/**
 * Tells living workers from dead ones. A living one holds a session-level advisory lock: Postgres lets go of it the
 * moment the process is gone, kill -9 included, so no time-out has to be guessed. A pool without its lock is dead when
 * its process is gone from this machine, or else once it has been silent for `WORKER_SILENT_FOR_MS` (a living worker
 * that lost its connection takes the lock again on its next sweep). Its locked jobs are released; without this
 * graphile-worker would wait four hours.
 */
export function createLiveness({ connectionString, log, nowMs = () => performance.now() }: LivenessOptions): Liveness {
  let connection: Promise<pg.Client> | undefined;
  let lockHolder: pg.Client | undefined;
  let ownPool: string | undefined;
  let claimed: Promise<void> | undefined;
  /** Since when each pool without a lock has been seen without it. */
  let silentSince = new Map<string, number>();

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString,
      keepAlive: true,
      connectionTimeoutMillis: DATABASE_TIMEOUT_MS,
      query_timeout: DATABASE_TIMEOUT_MS,
    });
    client.on('error', (error) => {
      log.warn({ err: error }, 'lost the connection that shows this worker is alive');
      connection = undefined;
    });
    await client.connect();
    return client;
  }

  /** Runs `work` on the connection; after a failure the next one starts with a new connection. */
  async function onConnection<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    try {
      connection ??= connect();
      return await work(await connection);
    } catch (error) {
      const broken = connection;
      connection = undefined;
      await (await broken?.catch(() => undefined))?.end().catch(() => undefined);
      throw error;
    }
  }

  /** Takes the lock unless this session has it, and notes the heartbeat. */
  async function announce(on: pg.Client, poolId: string): Promise<void> {
    if (lockHolder !== on) {
      const { rows } = await on.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS taken', [
        LOCK_NAMESPACE,
        poolId,
      ]);
      // In the way can only be an earlier session of ours that Postgres believes in still: as good a sign of life.
      if (rows[0]?.taken === true) lockHolder = on;
    }
    await on.query(
      `INSERT INTO worker_process (pool_id, hostname, pid) VALUES ($1, $2, $3)
       ON CONFLICT (pool_id) DO UPDATE SET heartbeat_at = now()`,
      [poolId, hostname(), process.pid],
    );
  }

  async function findSilent(on: pg.Client): Promise<SilentPool[]> {
    const { rows } = await on.query<SilentPool>(
      `SELECT pool_id, hostname, pid FROM (
         SELECT pool_id, hostname, pid FROM worker_process
         UNION
         SELECT locked_by, NULL, NULL FROM graphile_worker.jobs
         WHERE locked_by IS NOT NULL AND locked_by NOT IN (SELECT pool_id FROM worker_process)
       ) AS pool
       WHERE pool_id IS DISTINCT FROM $1 AND NOT EXISTS (
         SELECT FROM pg_locks
         WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid = $2::int::oid
           AND objid = (hashtext(pool_id)::bigint & 4294967295)::oid
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
       )`,
      [ownPool, LOCK_NAMESPACE],
    );
    return rows;
  }

  async function buryDead(on: pg.Client): Promise<string[]> {
    const silent = await findSilent(on);
    const now = nowMs();
    silentSince = new Map(silent.map(({ pool_id }) => [pool_id, silentSince.get(pool_id) ?? now]));
    const dead = silent
      .filter((pool) => isGoneFromHere(pool) || now - (silentSince.get(pool.pool_id) ?? now) >= WORKER_SILENT_FOR_MS)
      .map(({ pool_id }) => pool_id);
    if (dead.length === 0) return [];
    await on.query('SELECT graphile_worker.force_unlock_workers($1::text[])', [dead]);
    await on.query('DELETE FROM worker_process WHERE pool_id = ANY($1::text[])', [dead]);
    log.warn({ dead }, 'gave back the jobs of workers that died');
    return dead;
  }

  return {
    claim: (poolId) => {
      ownPool = poolId;
      claimed ??= onConnection((client) => announce(client, poolId));
      return claimed;
    },

    sweep: () =>
      onConnection(async (client) => {
        if (ownPool !== undefined) await announce(client, ownPool);
        return buryDead(client);
      }),

    close: async () => {
      const client = await connection?.catch(() => undefined);
      if (client === undefined) return;
      await client
        .query('DELETE FROM worker_process WHERE pool_id = $1', [ownPool])
        .catch((error) => log.warn({ reason: messageOf(error) }, 'could not sign off'));
      await client.end().catch(() => undefined);
    },
  };
}

/** Whether the pool ran on this machine and its process no longer exists. */
function isGoneFromHere({ hostname: host, pid }: SilentPool): boolean {
  if (host !== hostname() || pid === null) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
