import { hostname } from 'node:os';
import pg from 'pg';
import { messageOf } from '#lib/platform/errors.ts';
import type { Logger } from '#lib/platform/log.ts';

/** Namespace of the advisory locks that living workers hold; the second key is the hash of the pool's id. */
const LOCK_NAMESPACE = 0x7469646d;

/** Another worker's row; without host and process id when it died before it could sign on. */
interface OtherPool {
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

/**
 * Tells living workers from dead ones. A living one holds a session-level advisory lock: Postgres lets go of it the
 * moment the process is gone, kill -9 included, so no time-out has to be guessed. A pool whose lock is free is dead
 * when its process is gone from this machine, or else when the lock is free on two sweeps in a row (a living worker
 * reconnects after a restart of Postgres). Its locked jobs are released; without this graphile-worker would wait four
 * hours.
 */
export function createLiveness(connectionString: string, log: Logger): Liveness {
  let connection: Promise<pg.Client> | undefined;
  let ownPool: string | undefined;
  let claimed: Promise<void> | undefined;
  let suspects = new Set<string>();

  /** The one connection: a second one would wait for the first one's lock. */
  function connected(): Promise<pg.Client> {
    connection ??= connect().catch((error) => {
      connection = undefined;
      throw error;
    });
    return connection;
  }

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString, keepAlive: true });
    client.on('error', (error) => {
      log.warn({ err: error }, 'lost the connection that shows this worker is alive');
      connection = undefined;
    });
    await client.connect();
    if (ownPool !== undefined) await announce(client, ownPool);
    return client;
  }

  async function announce(on: pg.Client, poolId: string): Promise<void> {
    await on.query('SELECT pg_advisory_lock($1, hashtext($2))', [LOCK_NAMESPACE, poolId]);
    await on.query(
      `INSERT INTO worker_process (pool_id, hostname, pid) VALUES ($1, $2, $3)
       ON CONFLICT (pool_id) DO UPDATE SET heartbeat_at = now()`,
      [poolId, hostname(), process.pid],
    );
  }

  async function isLockFree(on: pg.Client, poolId: string): Promise<boolean> {
    const { rows } = await on.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS free', [
      LOCK_NAMESPACE,
      poolId,
    ]);
    if (rows[0]?.free !== true) return false;
    await on.query('SELECT pg_advisory_unlock($1, hashtext($2))', [LOCK_NAMESPACE, poolId]);
    return true;
  }

  return {
    claim: (poolId) => {
      claimed ??= (async () => {
        const client = await connected();
        ownPool = poolId;
        await announce(client, poolId);
      })();
      return claimed;
    },

    sweep: async () => {
      const on = await connected();
      await on.query('UPDATE worker_process SET heartbeat_at = now() WHERE pool_id = $1', [ownPool]);
      const { rows } = await on.query<OtherPool>(
        `SELECT pool_id, hostname, pid FROM worker_process WHERE pool_id IS DISTINCT FROM $1
         UNION
         SELECT locked_by, NULL, NULL FROM graphile_worker.jobs
         WHERE locked_by IS DISTINCT FROM $1 AND locked_by NOT IN (SELECT pool_id FROM worker_process)`,
        [ownPool],
      );
      const silent: string[] = [];
      const dead: string[] = [];
      for (const pool of rows) {
        if (!(await isLockFree(on, pool.pool_id))) continue;
        silent.push(pool.pool_id);
        if (isGoneFromHere(pool) || suspects.has(pool.pool_id)) dead.push(pool.pool_id);
      }
      suspects = new Set(silent);
      if (dead.length > 0) {
        await on.query('SELECT graphile_worker.force_unlock_workers($1::text[])', [dead]);
        await on.query('DELETE FROM worker_process WHERE pool_id = ANY($1::text[])', [dead]);
        log.warn({ dead }, 'gave back the jobs of workers that died');
      }
      return dead;
    },

    close: async () => {
      const client = await connection?.catch(() => undefined);
      if (client === undefined) return;
      await client
        .query('DELETE FROM worker_process WHERE pool_id = $1', [ownPool])
        .catch((error) => log.warn({ reason: messageOf(error) }, 'could not sign off'));
      await client.end();
    },
  };
}

/** Whether the pool ran on this machine and its process no longer exists. */
function isGoneFromHere({ hostname: host, pid }: OtherPool): boolean {
  if (host !== hostname() || pid === null) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
