import type { Prisma } from '#generated/prisma/client.ts';
import { pageOf, timeCursor } from '#lib/api/cursor.ts';
import type { ClusterScanDetail, ClusterScanView } from '#lib/contract/drift/clusters.ts';
import { clusterScanDetail, clusterScanView } from '#lib/contract/drift/clusters.ts';
import type { OperationQuery, OperationResponse } from '#lib/contract/operations.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';

export const CLUSTER_SCAN_INCLUDE = {
  cluster: { select: { id: true, name: true, isDemo: true } },
  requester: { select: { id: true, name: true } },
} as const satisfies Prisma.ClusterScanInclude;

/** What lists do not show, which can be megabytes. */
const DETAILS = { sources: true, namespaces: true, notCompared: true, optedOut: true } as const;

type DetailRow = Prisma.ClusterScanGetPayload<{ include: typeof CLUSTER_SCAN_INCLUDE }>;
type ScanRow = Omit<DetailRow, keyof typeof DETAILS>;

/** A comparison as lists show it. */
export function toClusterScanView(row: ScanRow): ClusterScanView {
  return clusterScanView.parse(shownOf(row));
}

/** A comparison with all that it left out. */
export function toClusterScanDetail(row: DetailRow): ClusterScanDetail {
  const { sources, namespaces, notCompared, optedOut } = row;
  return clusterScanDetail.parse({ ...shownOf(row), sources, namespaces, notCompared, optedOut });
}

function shownOf({ clusterId: _, requestedBy: _id, requester, ...row }: ScanRow) {
  return {
    ...row,
    // How far it is matters only while it runs.
    progress: row.status === 'running' ? row.progress : null,
    requestedBy: requester,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

/** @throws TidemarkError `not_found`. */
export async function getClusterScan(db: Db, scanId: number): Promise<ClusterScanDetail> {
  const row = await db.clusterScan.findUnique({ where: { id: scanId }, include: CLUSTER_SCAN_INCLUDE });
  return toClusterScanDetail(found(row, `comparison ${scanId}`));
}

/** One page of comparisons, newest first. */
export async function listClusterScans(
  db: Db,
  { cursor, limit, clusterId }: OperationQuery<'listClusterScans'>,
): Promise<OperationResponse<'listClusterScans'>> {
  const after = timeCursor.decode(cursor);
  const rows = await db.clusterScan.findMany({
    where: {
      ...(clusterId !== undefined && { clusterId }),
      ...(after !== undefined && {
        OR: [{ createdAt: { lt: after[0] } }, { createdAt: after[0], id: { lt: after[1] } }],
      }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    omit: DETAILS,
    include: CLUSTER_SCAN_INCLUDE,
  });
  return pageOf(rows, limit, toClusterScanView, (row) => timeCursor.encode([row.createdAt.toISOString(), row.id]));
}
