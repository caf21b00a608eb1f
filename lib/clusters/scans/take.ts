import type { PrismaClient } from '#generated/prisma/client.ts';
import { type ClusterWithSources, loadCluster } from './load-cluster.ts';

/** A comparison that this worker makes. */
export interface TakenScan {
  id: number;
  startedAt: Date;
  cluster: ClusterWithSources;
}

/** Takes a comparison, also one that a killed worker left; null where it has ended. */
export async function takeClusterScan(db: PrismaClient, scanId: number, now: Date): Promise<TakenScan | null> {
  await db.clusterScan.updateMany({
    where: { id: scanId, status: 'queued' },
    data: { status: 'running', startedAt: now },
  });
  const scan = await db.clusterScan.findUnique({
    where: { id: scanId, status: 'running' },
    select: { id: true, clusterId: true, startedAt: true },
  });
  const cluster = scan === null ? null : await loadCluster(db, scan.clusterId);
  return scan === null || cluster === null ? null : { id: scan.id, startedAt: scan.startedAt ?? now, cluster };
}
