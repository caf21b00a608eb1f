import { defineRoute } from '#lib/api/route.ts';
import { testJudge } from '#lib/gateways/test-judge.ts';

export const POST = defineRoute('testJudge', ({ ctx, params, body }) => testJudge(ctx.db, params.gatewayId, body));
