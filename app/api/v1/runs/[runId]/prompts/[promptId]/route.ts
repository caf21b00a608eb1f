import { defineRoute } from '#lib/api/route.ts';
import { getRunPrompt } from '#lib/runs/queries/prompt-evidence.ts';

export const GET = defineRoute('getRunPrompt', ({ ctx, params }) =>
  getRunPrompt(ctx.db, params.runId, params.promptId),
);
