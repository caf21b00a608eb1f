import { defineRoute } from '#lib/api/route.ts';
import { getGoldenTaskAttempts } from '#lib/channels/prompt/runs/queries/task-attempts.ts';

export const GET = defineRoute('getGoldenTaskAttempts', ({ ctx, params: { runId, taskId } }) =>
  getGoldenTaskAttempts(ctx.db, runId, taskId),
);
