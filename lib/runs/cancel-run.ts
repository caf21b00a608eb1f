import { recordAudit } from '#lib/audit/record.ts';
import { failCaptures } from '#lib/baselines/end.ts';
import { closeNight } from '#lib/channels/model/night/close.ts';
import { lockEndpoint } from '#lib/endpoints/lock.ts';
import { announceCancelled } from '#lib/jobs/cancelled.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { ACTIVE_RUN_STATUSES } from './start-facts.ts';

/**
 * Ends a run that is going. Workers drop its waiting calls, to its judge too, and abort those in flight. With a
 * confirmation the night of its check ends too.
 *
 * @throws TidemarkError `not_found`, or `conflict` when the run has ended.
 */
export async function cancelRun(ctx: Context, runId: number): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const endedAt = ctx.now();
    const run = await tx.run.findUnique({ where: { id: runId }, select: { endpointId: true, parentRunId: true } });
    if (run === null) throw new TidemarkError('not_found', `There is no run ${runId}.`);
    await lockEndpoint(tx, run.endpointId);
    const { count } = await tx.run.updateMany({
      where: { id: runId, status: { in: [...ACTIVE_RUN_STATUSES] } },
      data: { status: 'cancelled', finishedAt: endedAt },
    });
    if (count === 0) {
      const { status } = await tx.run.findUniqueOrThrow({ where: { id: runId }, select: { status: true } });
      throw new TidemarkError('conflict', `Run ${runId} is ${status} and can no longer be cancelled.`);
    }
    await failCaptures(tx, [runId], endedAt, `Run ${runId} was cancelled.`);
    if (run.parentRunId !== null) await closeNight(tx, run.parentRunId, endedAt);
    // It may wait long for the judge; every other job of the run comes soon and ends by itself.
    await tx.$executeRaw`SELECT graphile_worker.remove_job(${jobKeys.evaluate(runId)})`;
    await announceCancelled(tx, { kind: 'run', id: runId });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'run.cancel',
      subjectType: 'run',
      subjectId: runId,
      summary: `Cancelled run ${runId}`,
    });
  });
}
