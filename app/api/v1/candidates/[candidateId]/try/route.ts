import { defineRoute } from '#lib/api/route.ts';
import { tryCandidate } from '#lib/channels/prompt/candidates/try.ts';

export const POST = defineRoute('tryCandidate', ({ ctx, params, body }) => tryCandidate(ctx, params.candidateId, body));
