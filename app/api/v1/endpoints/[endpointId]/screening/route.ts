import { defineRoute } from '#lib/api/route.ts';
import { getRunSummary } from '#lib/runs/queries/summary.ts';
import { planScreening } from '#lib/suites/screening/plan.ts';
import { startScreening } from '#lib/suites/screening/start.ts';

export const GET = defineRoute('planScreening', ({ ctx, params }) => planScreening(ctx, params.endpointId));

export const POST = defineRoute('startScreening', async ({ ctx, params }) => {
  const { runId } = await startScreening(ctx, params.endpointId);
  return getRunSummary(ctx.db, runId);
});
