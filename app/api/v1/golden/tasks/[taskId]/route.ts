import { defineRoute } from '#lib/api/route.ts';
import { getGoldenTask } from '#lib/channels/prompt/runs/queries/task-detail.ts';

export const GET = defineRoute('getGoldenTask', ({ ctx, params, query }) =>
  getGoldenTask(ctx.db, params.taskId, query),
);
