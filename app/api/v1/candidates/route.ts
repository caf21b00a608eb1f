import { defineRoute } from '#lib/api/route.ts';
import { listCandidates } from '#lib/channels/prompt/candidates/queries/list.ts';

export const GET = defineRoute('listCandidates', ({ ctx, query }) => listCandidates(ctx.db, query));
