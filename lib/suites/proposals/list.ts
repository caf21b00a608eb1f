import { pageOf, timeCursor } from '#lib/api/cursor.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import type { ProposalListQuery } from '#lib/contract/proposals.ts';
import type { Db } from '#lib/platform/db.ts';
import { PROPOSAL_SELECT, toProposalSummary } from './view.ts';

/** One page of proposals, newest first. */
export async function listProposals(
  db: Db,
  { cursor, limit, state, endpointId, suiteId }: ProposalListQuery,
): Promise<OperationResponse<'listProposals'>> {
  const after = timeCursor.decode(cursor);
  const rows = await db.suiteProposal.findMany({
    where: {
      state,
      endpointId,
      endpoint: { suiteId },
      ...(after && { OR: [{ createdAt: { lt: after[0] } }, { createdAt: after[0], id: { lt: after[1] } }] }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select: PROPOSAL_SELECT,
  });
  return pageOf(rows, limit, toProposalSummary, (row) => timeCursor.encode([row.createdAt.toISOString(), row.id]));
}
