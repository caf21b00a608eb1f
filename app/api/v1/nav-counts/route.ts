import { defineRoute } from '#lib/api/route.ts';
import { getNavCounts } from '#lib/overview/nav-counts.ts';

export const GET = defineRoute('getNavCounts', ({ ctx }) => getNavCounts(ctx.db));
