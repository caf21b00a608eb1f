import { defineRoute } from '#lib/api/route.ts';
import { getRun } from '#lib/runs/queries/detail.ts';

export const GET = defineRoute('getRun', ({ ctx, params }) => getRun(ctx.db, params.runId));
