import { defineRoute } from '#lib/api/route.ts';
import { mergeCandidate } from '#lib/channels/prompt/candidates/approve.ts';

export const POST = defineRoute('mergeCandidate', ({ ctx, params, body }) =>
  mergeCandidate(ctx, params.candidateId, body),
);
