import { defineRoute } from '#lib/api/route.ts';
import { rejectCandidate } from '#lib/channels/prompt/candidates/edit.ts';

export const POST = defineRoute('rejectCandidate', ({ ctx, params, body }) =>
  rejectCandidate(ctx, params.candidateId, body),
);
