import { defineRoute } from '#lib/api/route.ts';
import { suggestJudgeOf } from '#lib/gateways/suggest-judge.ts';

export const POST = defineRoute('suggestJudge', ({ ctx, params, body }) =>
  suggestJudgeOf(ctx.db, params.gatewayId, body.model),
);
