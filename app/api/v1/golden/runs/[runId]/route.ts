import { defineRoute } from '#lib/api/route.ts';
import { getGoldenRun } from '#lib/channels/prompt/runs/queries/detail.ts';

export const GET = defineRoute('getGoldenRun', ({ ctx, params }) => getGoldenRun(ctx.db, params.runId));
