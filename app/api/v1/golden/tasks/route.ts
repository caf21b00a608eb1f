import { defineRoute } from '#lib/api/route.ts';
import { listGoldenTasks } from '#lib/channels/prompt/runs/queries/task-list.ts';

export const GET = defineRoute('listGoldenTasks', ({ ctx, query }) => listGoldenTasks(ctx.db, query));
