import { Prisma, type PrismaClient } from '#generated/prisma/client.ts';
import { failCaptures } from '#lib/baselines/end.ts';
import { closeNight } from '#lib/channels/model/night/close.ts';
import { lockEndpoint } from '#lib/endpoints/lock.ts';
import { hasNoJobLeft } from '#lib/jobs/job-left.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { STRANDED_RUN_GRACE_MS } from '#lib/policy/thresholds.ts';
import { ACTIVE_RUN_STATUSES } from './start-facts.ts';

interface Stranded {
  id: number;
  endpoint_id: number;
  parent_run_id: number | null;
}

/**
 * Ends as failed every run that is still going but has no job left that could carry it on (all of them used up their
 * attempts). Keeps what was sampled; with a confirmation the night of its check ends too. Returns the ids.
 */
export async function failStrandedRuns(db: PrismaClient, now: Date): Promise<number[]> {
  const failed: number[] = [];
  for (const run of await findStranded(db, now)) {
    if (await inTransaction(db, (tx) => failRun(tx, run, now))) failed.push(run.id);
  }
  return failed;
}

async function findStranded(db: PrismaClient | Prisma.TransactionClient, now: Date, id?: number): Promise<Stranded[]> {
  const before = new Date(now.getTime() - STRANDED_RUN_GRACE_MS);
  return db.$queryRaw<Stranded[]>`
    SELECT id, endpoint_id, parent_run_id FROM run
    WHERE status IN ('queued', 'sampling', 'evaluating') AND created_at < ${before}
      AND id = coalesce(${id ?? null}::int, id)
      AND ${hasNoJobLeft(Prisma.sql`'run:' || run.id || ':%'`)}
    ORDER BY id`;
}

async function failRun(tx: Prisma.TransactionClient, { id, endpoint_id, parent_run_id }: Stranded, now: Date) {
  await lockEndpoint(tx, endpoint_id);
  // Looked at again under the lock: somebody may have ended it, or given it a job, in the meantime.
  if ((await findStranded(tx, now, id)).length === 0) return false;
  const reason = 'The run could not be carried on: its jobs failed for good. See the worker log, then start it again.';
  const { count } = await tx.run.updateMany({
    where: { id, status: { in: [...ACTIVE_RUN_STATUSES] } },
    data: { status: 'failed', finishedAt: now, verdictReason: reason },
  });
  if (count === 0) return false;
  await failCaptures(tx, [id], now, `Run ${id} could not be carried on.`);
  if (parent_run_id !== null) await closeNight(tx, parent_run_id, now);
  return true;
}
