import { defineRoute } from '#lib/api/route.ts';
import { getRunEstimate } from '#lib/runs/queries/estimate.ts';

export const POST = defineRoute('estimateRun', ({ ctx, body }) => getRunEstimate(ctx, body));
