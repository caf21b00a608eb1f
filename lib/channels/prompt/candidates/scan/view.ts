import type { Prisma } from '#generated/prisma/client.ts';
import { pageOf, timeCursor } from '#lib/api/cursor.ts';
import type { CandidateScanView } from '#lib/contract/langfuse.ts';
import type { OperationQuery, OperationResponse } from '#lib/contract/operations.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';

export const SCAN_INCLUDE = {
  source: { select: { id: true, name: true, isDemo: true } },
  requester: { select: { id: true, name: true } },
} as const satisfies Prisma.CandidateScanInclude;

type ScanRow = Prisma.CandidateScanGetPayload<{ include: typeof SCAN_INCLUDE }>;

/** A scan as pages show it. */
export function toScanView(row: ScanRow): CandidateScanView {
  const { id, source, status, scoresSeen, added, duplicates, skipped } = row;
  return {
    id,
    source,
    trigger: row.trigger === 'schedule' ? 'schedule' : 'manual',
    status,
    from: row.from.toISOString(),
    to: row.to.toISOString(),
    scoresSeen,
    added,
    duplicates,
    skipped,
    notes: row.error,
    requestedBy: row.requester,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

/** @throws TidemarkError `not_found`. */
export async function getScanView(db: Db, scanId: number): Promise<CandidateScanView> {
  const row = await db.candidateScan.findUnique({ where: { id: scanId }, include: SCAN_INCLUDE });
  return toScanView(found(row, `scan ${scanId}`));
}

/** One page of scans, newest first. */
export async function listCandidateScans(
  db: Db,
  { cursor, limit, sourceId }: OperationQuery<'listCandidateScans'>,
): Promise<OperationResponse<'listCandidateScans'>> {
  const after = timeCursor.decode(cursor);
  const rows = await db.candidateScan.findMany({
    where: {
      ...(sourceId !== undefined && { sourceId }),
      ...(after !== undefined && {
        OR: [{ createdAt: { lt: after[0] } }, { createdAt: after[0], id: { lt: after[1] } }],
      }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    include: SCAN_INCLUDE,
  });
  return pageOf(rows, limit, toScanView, (row) => timeCursor.encode([row.createdAt.toISOString(), row.id]));
}
