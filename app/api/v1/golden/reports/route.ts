import { defineRoute } from '#lib/api/route.ts';
import { getGoldenRunSummary } from '#lib/channels/prompt/runs/queries/summary.ts';
import { storeGoldenReport } from '#lib/channels/prompt/runs/store-report.ts';

export const POST = defineRoute('postGoldenReport', async ({ ctx, body }) => {
  const runId = await storeGoldenReport(ctx, body);
  return getGoldenRunSummary(ctx.db, runId);
});
