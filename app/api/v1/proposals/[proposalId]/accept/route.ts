import { defineRoute } from '#lib/api/route.ts';
import { acceptProposal } from '#lib/suites/proposals/decide.ts';

export const POST = defineRoute('acceptProposal', ({ ctx, params, body }) =>
  acceptProposal(ctx, params.proposalId, body),
);
