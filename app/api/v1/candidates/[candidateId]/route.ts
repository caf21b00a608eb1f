import { defineRoute } from '#lib/api/route.ts';
import { getCandidate } from '#lib/channels/prompt/candidates/queries/detail.ts';

export const GET = defineRoute('getCandidate', ({ ctx, params }) => getCandidate(ctx.db, params.candidateId));
