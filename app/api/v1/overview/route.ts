import { defineRoute } from '#lib/api/route.ts';
import { getOverview } from '#lib/overview/overview.ts';

export const GET = defineRoute('getOverview', ({ ctx }) => getOverview(ctx));
