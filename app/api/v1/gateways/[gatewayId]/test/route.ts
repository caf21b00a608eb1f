import { defineRoute } from '#lib/api/route.ts';
import { testGateway } from '#lib/gateways/test-gateway.ts';

export const POST = defineRoute('testGateway', ({ ctx, params, body }) =>
  testGateway(ctx.db, params.gatewayId, body.model),
);
