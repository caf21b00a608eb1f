import type { Db } from '#lib/platform/db.ts';
import { STRANDED_RUN_GRACE_MS } from '#lib/policy/thresholds.ts';

/** Ends as failed every comparison that is under way but has no job left that could carry it on. Returns the ids. */
export async function failStrandedClusterScans(db: Db, now: Date): Promise<number[]> {
  const before = new Date(now.getTime() - STRANDED_RUN_GRACE_MS);
  const reason =
    'The comparison could not be carried on: its job failed for good. See the worker log, then start it again.';
  const failed = await db.$queryRaw<{ id: number }[]>`
    UPDATE cluster_scan SET status = 'failed', finished_at = ${now}, reason = ${reason}
    WHERE status IN ('queued', 'running') AND created_at < ${before}
      AND NOT EXISTS (
        SELECT 1 FROM graphile_worker.jobs AS job
        WHERE job.key = 'cluster-scan:' || cluster_scan.id
          AND (job.attempts < job.max_attempts OR job.locked_at IS NOT NULL)
      )
    RETURNING id`;
  return failed.map(({ id }) => id);
}
