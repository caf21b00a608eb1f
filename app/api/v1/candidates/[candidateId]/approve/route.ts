import { defineRoute } from '#lib/api/route.ts';
import { approveCandidate } from '#lib/channels/prompt/candidates/approve.ts';

export const POST = defineRoute('approveCandidate', ({ ctx, params, body }) =>
  approveCandidate(ctx, params.candidateId, body),
);
