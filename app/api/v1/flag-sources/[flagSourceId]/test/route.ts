import { defineRoute } from '#lib/api/route.ts';
import { testFlagSource } from '#lib/channels/config/sources/test-source.ts';

export const POST = defineRoute('testFlagSource', ({ ctx, params }) => testFlagSource(ctx, params.flagSourceId));
