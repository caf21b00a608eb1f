import { Prisma } from '#generated/prisma/client.ts';
import { hasNoJobLeft } from '#lib/jobs/job-left.ts';
import type { Db } from '#lib/platform/db.ts';
import { STRANDED_RUN_GRACE_MS } from '#lib/policy/thresholds.ts';

/** Ends as failed every scan that is under way but has no job left that could carry it on. Returns the ids. */
export async function failStrandedScans(db: Db, now: Date): Promise<number[]> {
  const before = new Date(now.getTime() - STRANDED_RUN_GRACE_MS);
  const reason =
    'The search could not be carried on: its job failed for good. See the worker log, then start it again.';
  const failed = await db.$queryRaw<{ id: number }[]>`
    UPDATE candidate_scan SET status = 'failed', finished_at = ${now}, error = ${reason}
    WHERE status IN ('queued', 'running') AND created_at < ${before}
      AND ${hasNoJobLeft(Prisma.sql`'scan:' || candidate_scan.id`)}
    RETURNING id`;
  return failed.map(({ id }) => id);
}
