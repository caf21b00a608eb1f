import { defineRoute } from '#lib/api/route.ts';
import { goldenRegressionsByWeek } from '#lib/channels/prompt/runs/queries/regressions.ts';

export const GET = defineRoute('goldenRegressionsByWeek', ({ ctx, query }) => goldenRegressionsByWeek(ctx, query));
