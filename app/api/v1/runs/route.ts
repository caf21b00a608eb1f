import { defineRoute } from '#lib/api/route.ts';
import { listRuns } from '#lib/runs/queries/list.ts';
import { getRunSummary } from '#lib/runs/queries/summary.ts';
import { startRun } from '#lib/runs/start-run.ts';

export const GET = defineRoute('listRuns', ({ ctx, query }) => listRuns(ctx.db, query));

export const POST = defineRoute('startRun', async ({ ctx, body }) => {
  const trigger = ctx.actor.kind === 'token' ? 'ci' : 'manual';
  const { runId } = await startRun(ctx, { ...body, trigger });
  return getRunSummary(ctx.db, runId);
});
