import { defineRoute } from '#lib/api/route.ts';
import { testSource } from '#lib/channels/prompt/candidates/sources/test-source.ts';

export const POST = defineRoute('testLangfuseSource', ({ ctx, params }) =>
  testSource(ctx.db, params.sourceId, { now: ctx.now, random: Math.random }),
);
