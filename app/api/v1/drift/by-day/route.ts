import { defineRoute } from '#lib/api/route.ts';
import { driftByDay } from '#lib/drift/queries/by-day.ts';

export const GET = defineRoute('driftByDay', ({ ctx, query }) => driftByDay(ctx, query));
