import { defineRoute } from '#lib/api/route.ts';
import { getPlanEstimates } from '#lib/endpoints/queries/plan-estimates.ts';

export const POST = defineRoute('estimatePlans', ({ ctx, body }) => getPlanEstimates(ctx, body));
