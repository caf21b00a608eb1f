import type { Prisma } from '#generated/prisma/client.ts';
import { personOf } from '#lib/audit/actor.ts';
import { recordAudit } from '#lib/audit/record.ts';
import type { ClusterScanView } from '#lib/contract/drift/clusters.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { CLUSTER_SCAN_INCLUDE, toClusterScanView } from './view.ts';

/** Comparisons that are under way. */
export const ACTIVE_SCAN = ['queued', 'running'] as const;

/** Why a comparison of all is made. */
export type ScanCause = ClusterScanView['cause'];

/**
 * Has a cluster compared by hand.
 *
 * @throws TidemarkError `not_found`; `conflict` while another comparison of it is under way, or it is switched off.
 */
export async function startClusterScan(ctx: Context, clusterId: number): Promise<ClusterScanView> {
  return inTransaction(ctx.db, async (tx) => {
    const { name, enabled, activeScan } = await lockCluster(tx, clusterId);
    if (!enabled) throw new TidemarkError('conflict', `${name} is switched off. Switch it on in Settings, Clusters.`);
    if (activeScan !== null) {
      const told = `Comparison ${activeScan} of ${name} is under way. Wait for it or cancel it.`;
      throw new TidemarkError('conflict', told);
    }
    const id = await addClusterScan(tx, ctx, { clusterId, trigger: 'manual', cause: 'asked' });
    await recordAudit(tx, {
      actor: ctx.actor,
      action: 'cluster.scan',
      subjectType: 'cluster_scan',
      subjectId: id,
      summary: `Had ${name} compared with git`,
    });
    const row = await tx.clusterScan.findUnique({ where: { id }, include: CLUSTER_SCAN_INCLUDE });
    return toClusterScanView(found(row, `comparison ${id}`));
  });
}

/** Has a cluster compared because it is due; null where it is switched off or being compared already. */
export function startDueScan(ctx: Context, clusterId: number, cause: ScanCause): Promise<number | null> {
  return inTransaction(ctx.db, async (tx) => {
    const { enabled, activeScan } = await lockCluster(tx, clusterId);
    if (!enabled || activeScan !== null) return null;
    return addClusterScan(tx, ctx, { clusterId, trigger: 'schedule', cause });
  });
}

/** Holds a cluster until the transaction ends, so that two comparisons of it cannot start at once. */
async function lockCluster(tx: Prisma.TransactionClient, clusterId: number) {
  await tx.$queryRaw`SELECT id FROM cluster WHERE id = ${clusterId}::int FOR UPDATE`;
  const row = await tx.cluster.findUnique({
    where: { id: clusterId },
    select: {
      name: true,
      enabled: true,
      scans: { where: { status: { in: [...ACTIVE_SCAN] } }, select: { id: true }, take: 1 },
    },
  });
  const { scans, ...cluster } = found(row, `cluster ${clusterId}`);
  return { ...cluster, activeScan: scans[0]?.id ?? null };
}

async function addClusterScan(
  tx: Prisma.TransactionClient,
  { now, actor }: Pick<Context, 'now' | 'actor'>,
  scan: { clusterId: number; trigger: 'schedule' | 'manual'; cause: ScanCause },
): Promise<number> {
  const data = { ...scan, createdAt: now(), requestedBy: personOf(actor) };
  const { id } = await tx.clusterScan.create({ data, select: { id: true } });
  await enqueue(tx, 'cluster.scan', { scanId: id }, { key: jobKeys.clusterScan(id) });
  return id;
}
