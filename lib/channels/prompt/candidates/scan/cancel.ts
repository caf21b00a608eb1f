import { recordAudit } from '#lib/audit/record.ts';
import type { CandidateScanView } from '#lib/contract/langfuse.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { ACTIVE_SCAN_STATUSES } from './start.ts';
import { getScanView } from './view.ts';

/**
 * Ends a scan that is under way. Its worker learns of it with the page at hand, which is not stored; candidates found
 * before stay.
 *
 * @throws TidemarkError `not_found`, or `conflict` when the scan has ended.
 */
export async function cancelScan(ctx: Context, scanId: number): Promise<CandidateScanView> {
  const { status } = await getScanView(ctx.db, scanId);
  await inTransaction(ctx.db, async (tx) => {
    const { count } = await tx.candidateScan.updateMany({
      where: { id: scanId, status: { in: [...ACTIVE_SCAN_STATUSES] } },
      data: { status: 'cancelled', finishedAt: ctx.now() },
    });
    if (count === 0) {
      throw new TidemarkError('conflict', `Scan ${scanId} is ${status} and can no longer be cancelled.`);
    }
    // It may wait long for Langfuse; one that is running ends by itself.
    await tx.$executeRaw`SELECT graphile_worker.remove_job(${jobKeys.scan(scanId)})`;
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'scan.cancel',
      subjectType: 'scan',
      subjectId: scanId,
      summary: `Cancelled scan ${scanId}`,
    });
  });
  return getScanView(ctx.db, scanId);
}
