import { defineRoute } from '#lib/api/route.ts';
import { listGoldenRuns } from '#lib/channels/prompt/runs/queries/list.ts';
import { getGoldenRunSummary } from '#lib/channels/prompt/runs/queries/summary.ts';
import { startGoldenRun } from '#lib/channels/prompt/runs/start.ts';

export const GET = defineRoute('listGoldenRuns', ({ ctx, query }) => listGoldenRuns(ctx.db, query));

export const POST = defineRoute('startGoldenRun', async ({ ctx, body }) => {
  const { runId } = await startGoldenRun(ctx, { ...body, trigger: 'manual' });
  return getGoldenRunSummary(ctx.db, runId);
});
