import type { PrismaClient } from '#generated/prisma/client.ts';
import { STRANDED_RUN_GRACE_MS } from '#lib/policy/thresholds.ts';

/**
 * Ends as failed every run that is still going but has no job left that could carry it on (all of them used up their
 * attempts). Keeps what was sampled. Returns the ids.
 */
export async function failStrandedRuns(db: PrismaClient, now: Date): Promise<number[]> {
  const before = new Date(now.getTime() - STRANDED_RUN_GRACE_MS);
  return await db.$transaction(async (tx) => {
    const stranded = await tx.$queryRaw<{ id: number }[]>`
      UPDATE run SET status = 'failed', finished_at = ${now},
        verdict_reason = 'The run could not be carried on: its jobs failed for good. See the worker log, then start it again.'
      WHERE status IN ('queued', 'sampling', 'evaluating') AND created_at < ${before}
        AND NOT EXISTS (
          SELECT 1 FROM graphile_worker.jobs AS job
          WHERE job.key LIKE 'run:' || run.id || ':%' AND (job.attempts < job.max_attempts OR job.locked_at IS NOT NULL)
        )
      RETURNING id`;
    const ids = stranded.map(({ id }) => id);
    await tx.baseline.updateMany({
      where: { state: 'capturing', sources: { some: { runId: { in: ids } } } },
      data: { state: 'failed', endedAt: now },
    });
    return ids;
  });
}
