import { defineRoute } from '#lib/api/route.ts';
import { cancelGoldenRun } from '#lib/channels/prompt/runs/cancel.ts';
import { getGoldenRunSummary } from '#lib/channels/prompt/runs/queries/summary.ts';

export const POST = defineRoute('cancelGoldenRun', async ({ ctx, params }) => {
  await cancelGoldenRun(ctx, params.runId);
  return getGoldenRunSummary(ctx.db, params.runId);
});
