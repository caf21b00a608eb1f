import { defineRoute } from '#lib/api/route.ts';
import { getGoldenTarget } from '#lib/channels/prompt/runs/queries/targets.ts';
import { readBranch } from '#lib/channels/prompt/runs/snapshot-suite.ts';

export const POST = defineRoute('readGoldenSuite', async ({ ctx, params }) => {
  await readBranch(ctx, params.repositoryId);
  return getGoldenTarget(ctx.db, params.repositoryId);
});
