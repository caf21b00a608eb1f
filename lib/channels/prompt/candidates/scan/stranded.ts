import type { Db } from '#lib/platform/db.ts';

/** Ends scans that no job looks after any more: a job that failed too often is kept, but never run again. */
export async function failStrandedScans(db: Db, now: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE candidate_scan SET
      status = 'failed',
      finished_at = ${now}::timestamptz,
      error = 'The search stopped for an unknown reason; the log of the worker says more. Start another one.'
    WHERE status IN ('queued', 'running') AND NOT EXISTS (
      SELECT 1 FROM graphile_worker.jobs
      WHERE key = 'scan:' || candidate_scan.id AND (attempts < max_attempts OR locked_at IS NOT NULL)
    ) AND created_at < ${new Date(now.getTime() - 60_000)}::timestamptz`;
}
