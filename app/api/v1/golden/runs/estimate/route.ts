import { defineRoute } from '#lib/api/route.ts';
import { estimateGoldenRun } from '#lib/channels/prompt/runs/estimate.ts';

export const POST = defineRoute('estimateGoldenRun', ({ ctx, body }) => estimateGoldenRun(ctx, body));
