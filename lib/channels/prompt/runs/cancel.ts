import { recordAudit } from '#lib/audit/record.ts';
import { announceCancelled } from '#lib/jobs/cancelled.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';

/** Statuses of a golden run that is still going. */
export const ACTIVE_GOLDEN_RUN = ['queued', 'running'] as const;

/**
 * Ends a golden run that is going; its worker aborts the calls in flight. What was attempted stays.
 *
 * @throws TidemarkError `not_found`, or `conflict` when the run has ended.
 */
export async function cancelGoldenRun(ctx: Context, runId: number): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const { count } = await tx.goldenRun.updateMany({
      where: { id: runId, status: { in: [...ACTIVE_GOLDEN_RUN] } },
      data: { status: 'cancelled', finishedAt: ctx.now(), reason: 'Cancelled by hand.' },
    });
    if (count === 0) {
      const run = await tx.goldenRun.findUnique({ where: { id: runId }, select: { status: true } });
      const { status } = found(run, `golden run ${runId}`);
      throw new TidemarkError('conflict', `Golden run ${runId} is ${status} and can no longer be cancelled.`);
    }
    await tx.$executeRaw`SELECT graphile_worker.remove_job(${jobKeys.goldenRun(runId)})`;
    await announceCancelled(tx, { kind: 'golden-run', id: runId });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'golden.cancel',
      subjectType: 'golden_run',
      subjectId: runId,
      summary: `Cancelled golden run ${runId}`,
    });
  });
}
