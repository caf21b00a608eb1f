import { Prisma, type PrismaClient } from '#generated/prisma/client.ts';
import { hasNoJobLeft } from '#lib/jobs/job-left.ts';
import { STRANDED_RUN_GRACE_MS } from '#lib/policy/thresholds.ts';
import { storable } from '#lib/runs/storable.ts';
import { ACTIVE_GOLDEN_RUN } from './cancel.ts';

/** Ends a run that cannot be carried out. What was attempted stays; it opens nothing. */
export async function failGoldenRun(db: PrismaClient, runId: number, reason: string, at: Date): Promise<void> {
  await db.goldenRun.updateMany({
    where: { id: runId, status: { in: [...ACTIVE_GOLDEN_RUN] } },
    data: { status: 'failed', finishedAt: at, reason: storable(reason) },
  });
}

/** Ends as failed every run that is still going but has no job left that could carry it on. Returns the ids. */
export async function failStrandedGoldenRuns(db: PrismaClient, now: Date): Promise<number[]> {
  const before = new Date(now.getTime() - STRANDED_RUN_GRACE_MS);
  const reason = 'The run could not be carried on: its job failed for good. See the worker log, then start it again.';
  const failed = await db.$queryRaw<{ id: number }[]>`
    UPDATE golden_run SET status = 'failed', finished_at = ${now}, reason = ${reason}
    WHERE status IN ('queued', 'running') AND created_at < ${before}
      AND ${hasNoJobLeft(Prisma.sql`'golden-run:' || golden_run.id`)}
    RETURNING id`;
  return failed.map(({ id }) => id);
}
