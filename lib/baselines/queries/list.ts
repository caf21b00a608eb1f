import { pageOf, timeCursor } from '#lib/api/cursor.ts';
import type { OperationQuery, OperationResponse } from '#lib/contract/operations.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { ENTRY_SELECT, toBaselineEntries } from './entry.ts';

/**
 * One page of the baselines of an endpoint, newest first.
 *
 * @throws TidemarkError `not_found` for an unknown endpoint.
 */
export async function listBaselines(
  db: Db,
  endpointId: number,
  { cursor, limit }: OperationQuery<'listBaselines'>,
): Promise<OperationResponse<'listBaselines'>> {
  found(await db.endpoint.findUnique({ where: { id: endpointId }, select: { id: true } }), `endpoint ${endpointId}`);
  const [createdAt, id] = timeCursor.decode(cursor) ?? [];
  const rows = await db.baseline.findMany({
    where: {
      endpointId,
      ...(createdAt !== undefined && {
        createdAt: { lte: createdAt },
        OR: [{ createdAt: { lt: createdAt } }, { id: { lt: id } }],
      }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select: ENTRY_SELECT,
  });
  const entries = await toBaselineEntries(db, rows);
  return pageOf(
    entries,
    limit,
    (entry) => entry,
    (entry) => timeCursor.encode([entry.createdAt, entry.id]),
  );
}
