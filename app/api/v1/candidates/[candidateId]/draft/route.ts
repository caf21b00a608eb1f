import { defineRoute } from '#lib/api/route.ts';
import { saveCandidateDraft } from '#lib/channels/prompt/candidates/edit.ts';

export const POST = defineRoute('saveCandidateDraft', ({ ctx, params, body }) =>
  saveCandidateDraft(ctx, params.candidateId, body),
);
