import { defineRoute } from '#lib/api/route.ts';
import { cancelRun } from '#lib/runs/cancel-run.ts';
import { getRunSummary } from '#lib/runs/queries/summary.ts';

export const POST = defineRoute('cancelRun', async ({ ctx, params }) => {
  await cancelRun(ctx, params.runId);
  return getRunSummary(ctx.db, params.runId);
});
