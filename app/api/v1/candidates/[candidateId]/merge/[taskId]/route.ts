import { defineRoute } from '#lib/api/route.ts';
import { getMergeTarget } from '#lib/channels/prompt/candidates/approve.ts';

export const GET = defineRoute('getMergeTarget', ({ ctx, params }) =>
  getMergeTarget(ctx, params.candidateId, params.taskId),
);
