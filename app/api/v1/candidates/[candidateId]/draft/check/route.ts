import { defineRoute } from '#lib/api/route.ts';
import { checkCandidateDraft } from '#lib/channels/prompt/candidates/edit.ts';

export const POST = defineRoute('checkCandidateDraft', ({ ctx, params, body }) =>
  checkCandidateDraft(ctx.db, params.candidateId, body),
);
