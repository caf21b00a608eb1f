import { recordAudit } from '#lib/audit/record.ts';
import type { ClusterScanView } from '#lib/contract/drift/clusters.ts';
import { announceCancelled } from '#lib/jobs/cancelled.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { ACTIVE_SCAN } from './start.ts';
import { CLUSTER_SCAN_INCLUDE, toClusterScanView } from './view.ts';

/**
 * Ends a comparison that is under way; its worker lets go of it at once, and nothing of it is stored.
 *
 * @throws TidemarkError `not_found`, or `conflict` when it has ended.
 */
export async function cancelClusterScan(ctx: Context, scanId: number): Promise<ClusterScanView> {
  return inTransaction(ctx.db, async (tx) => {
    const { count } = await tx.clusterScan.updateMany({
      where: { id: scanId, status: { in: [...ACTIVE_SCAN] } },
      data: { status: 'cancelled', finishedAt: ctx.now(), reason: 'Cancelled by hand.' },
    });
    const read = await tx.clusterScan.findUnique({ where: { id: scanId }, include: CLUSTER_SCAN_INCLUDE });
    const row = found(read, `comparison ${scanId}`);
    if (count === 0) {
      throw new TidemarkError('conflict', `Comparison ${scanId} is ${row.status} and can no longer be cancelled.`);
    }
    await tx.$executeRaw`SELECT graphile_worker.remove_job(${jobKeys.clusterScan(scanId)})`;
    await announceCancelled(tx, { kind: 'cluster-scan', id: scanId });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'cluster.scan.cancel',
      subjectType: 'cluster_scan',
      subjectId: scanId,
      summary: `Cancelled comparison ${scanId} of ${row.cluster.name}`,
    });
    return toClusterScanView(row);
  });
}
