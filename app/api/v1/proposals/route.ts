import { defineRoute } from '#lib/api/route.ts';
import { listProposals } from '#lib/suites/proposals/list.ts';

export const GET = defineRoute('listProposals', ({ ctx, query }) => listProposals(ctx.db, query));
