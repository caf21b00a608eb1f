import { defineRoute } from '#lib/api/route.ts';
import { estimateCandidateTry } from '#lib/channels/prompt/candidates/try.ts';

export const POST = defineRoute('estimateCandidateTry', ({ ctx, params, body }) =>
  estimateCandidateTry(ctx, params.candidateId, body),
);
