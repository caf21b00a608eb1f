import { defineRoute } from '#lib/api/route.ts';
import { compareFlagSource } from '#lib/channels/config/sources/compare-now.ts';

export const POST = defineRoute('compareFlagSource', ({ ctx, params }) => compareFlagSource(ctx, params.flagSourceId));
