import type { Prisma } from '#generated/prisma/client.ts';
import { nameCursor, pageOf } from '#lib/api/cursor.ts';
import type { LangfuseSourceView } from '#lib/contract/langfuse.ts';
import type { OperationQuery, OperationResponse } from '#lib/contract/operations.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { SCAN_INCLUDE, toScanView } from '../scan/view.ts';

const SOURCE_SELECT = {
  id: true,
  name: true,
  baseUrl: true,
  publicKey: true,
  evaluator: true,
  scoreAtMost: true,
  agent: true,
  isDemo: true,
  enabled: true,
  createdAt: true,
  repository: { select: { id: true, name: true } },
  scans: { orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: 1, include: SCAN_INCLUDE },
} as const satisfies Prisma.LangfuseSourceSelect;

type SourceRow = Prisma.LangfuseSourceGetPayload<{ select: typeof SOURCE_SELECT }>;

/** The secret key is not even read. */
function toSourceView({ scans, createdAt, ...columns }: SourceRow): LangfuseSourceView {
  const [last] = scans;
  return {
    ...columns,
    createdAt: createdAt.toISOString(),
    lastScan: last === undefined ? null : toScanView(last),
  };
}

/** One page of sources, by name. */
export async function listLangfuseSources(
  db: Db,
  { cursor, limit }: OperationQuery<'listLangfuseSources'>,
): Promise<OperationResponse<'listLangfuseSources'>> {
  const [lastName] = nameCursor.decode(cursor) ?? [];
  const rows = await db.langfuseSource.findMany({
    where: lastName === undefined ? {} : { name: { gt: lastName } },
    orderBy: { name: 'asc' },
    take: limit + 1,
    select: SOURCE_SELECT,
  });
  return pageOf(rows, limit, toSourceView, (row) => nameCursor.encode([row.name, row.id]));
}

/** @throws TidemarkError `not_found`. */
export async function getSourceView(db: Db, sourceId: number): Promise<LangfuseSourceView> {
  const row = await db.langfuseSource.findUnique({ where: { id: sourceId }, select: SOURCE_SELECT });
  return toSourceView(found(row, `Langfuse source ${sourceId}`));
}
