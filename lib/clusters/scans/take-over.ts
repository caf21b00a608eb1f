import type { Context } from '#lib/platform/context.ts';
import { CLUSTER_TAKE_OVER_MS } from '#lib/policy/thresholds.ts';
import { ACTIVE_SCAN, type ScanCause } from './start.ts';
import { startDueScans } from './start-due.ts';

/**
 * Has clusters compared that a worker looked after and does no more, as when it was killed: whoever compares one looks
 * after it. To be called every few seconds by each worker; a cluster is compared once however many ask. After an outage
 * of the database all leases are over, so that those who live get a moment to renew theirs.
 */
export function createTakeOver(ctx: Context): () => Promise<{ clusterId: number; cause: ScanCause }[]> {
  let leftSinceMs = new Map<number, number>();
  return async () => {
    const now = ctx.now();
    const left = await ctx.db.cluster.findMany({
      where: { enabled: true, watchedUntil: { lt: now }, scans: { none: { status: { in: [...ACTIVE_SCAN] } } } },
      select: { id: true },
    });
    leftSinceMs = new Map(left.map(({ id }) => [id, leftSinceMs.get(id) ?? now.getTime()]));
    const ids = [...leftSinceMs].flatMap(([id, sinceMs]) => {
      return now.getTime() - sinceMs >= CLUSTER_TAKE_OVER_MS ? [id] : [];
    });
    return ids.length === 0 ? [] : startDueScans(ctx, ids);
  };
}
