import { defineRoute } from '#lib/api/route.ts';
import { rejectProposal } from '#lib/suites/proposals/decide.ts';

export const POST = defineRoute('rejectProposal', ({ ctx, params, body }) =>
  rejectProposal(ctx, params.proposalId, body),
);
