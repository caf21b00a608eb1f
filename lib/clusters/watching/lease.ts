import type { Db } from '#lib/platform/db.ts';
import { CLUSTER_LEASE_MS } from '#lib/policy/thresholds.ts';

/**
 * What a worker may do with a cluster it looks after: go on, wait since it is being compared anew, or let go since
 * somebody else has compared it, or it was switched off.
 */
export type Claim = 'kept' | 'waiting' | 'lost';

/**
 * Says that a worker still looks after a cluster. It belongs to the one that compared all of it last; whoever is gone does
 * not prolong it, and its turn comes anew.
 */
export async function claimCluster(db: Db, clusterId: number, scanId: number, now: Date): Promise<Claim> {
  const until = new Date(now.getTime() + CLUSTER_LEASE_MS);
  const [claimed] = await db.$queryRaw<{ isBeingCompared: boolean }[]>`
    UPDATE cluster SET watched_until = ${until}
    WHERE id = ${clusterId}::int AND enabled AND ${scanId}::int = (
      SELECT id FROM cluster_scan WHERE cluster_id = cluster.id AND status = 'finished'
      ORDER BY finished_at DESC, id DESC LIMIT 1
    )
    RETURNING EXISTS (
      SELECT 1 FROM cluster_scan WHERE cluster_id = cluster.id AND status = 'running'
    ) AS "isBeingCompared"`;
  if (claimed === undefined) return 'lost';
  return claimed.isBeingCompared ? 'waiting' : 'kept';
}

/** Lets go of a cluster at once, unless somebody else has it by now. */
export async function releaseCluster(db: Db, clusterId: number, scanId: number, now: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE cluster SET watched_until = ${now}
    WHERE id = ${clusterId}::int AND ${scanId}::int = (
      SELECT id FROM cluster_scan WHERE cluster_id = cluster.id AND status = 'finished'
      ORDER BY finished_at DESC, id DESC LIMIT 1
    )`;
}
