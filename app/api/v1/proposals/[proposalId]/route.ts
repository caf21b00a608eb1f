import { defineRoute } from '#lib/api/route.ts';
import { getProposal } from '#lib/suites/proposals/view.ts';

export const GET = defineRoute('getProposal', ({ ctx, params }) => getProposal(ctx.db, params.proposalId));
