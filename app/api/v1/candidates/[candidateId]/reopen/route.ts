import { defineRoute } from '#lib/api/route.ts';
import { reopenCandidate } from '#lib/channels/prompt/candidates/reopen.ts';

export const POST = defineRoute('reopenCandidate', ({ ctx, params, body }) =>
  reopenCandidate(ctx, params.candidateId, body),
);
