import { z } from 'zod';
import { cursorCodec, idCursor, pageOf } from '#lib/api/cursor.ts';
import { id } from '#lib/contract/common.ts';
import type { OperationQuery, OperationResponse } from '#lib/contract/operations.ts';
import type { Db } from '#lib/platform/db.ts';
import { CANDIDATE_INCLUDE, candidateSummaryOf } from './summary.ts';

const scoreCursor = cursorCodec(z.tuple([z.number(), id]));

/** One page of candidates: what waits by score, the lowest first; anything else the newest first. */
export async function listCandidates(
  db: Db,
  { cursor, limit, state, sourceId }: OperationQuery<'listCandidates'>,
): Promise<OperationResponse<'listCandidates'>> {
  const common = { include: CANDIDATE_INCLUDE, take: limit + 1 };
  if (state !== 'pending') {
    const [before] = idCursor.decode(cursor) ?? [];
    const where = { state, sourceId, ...(before === undefined ? {} : { id: { lt: before } }) };
    const rows = await db.candidate.findMany({ ...common, where, orderBy: { id: 'desc' } });
    return pageOf(rows, limit, candidateSummaryOf, (row) => idCursor.encode([row.id]));
  }
  const after = scoreCursor.decode(cursor);
  const rows = await db.candidate.findMany({
    ...common,
    where: {
      state,
      sourceId,
      ...(after && { OR: [{ score: { gt: after[0] } }, { score: after[0], id: { gt: after[1] } }] }),
    },
    orderBy: [{ score: 'asc' }, { id: 'asc' }],
  });
  return pageOf(rows, limit, candidateSummaryOf, (row) => scoreCursor.encode([row.score, row.id]));
}
