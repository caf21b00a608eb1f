import { defineRoute } from '#lib/api/route.ts';
import { createGateway } from '#lib/gateways/create.ts';
import { listGateways } from '#lib/gateways/view.ts';

export const GET = defineRoute('listGateways', ({ ctx, query }) => listGateways(ctx.db, query));
export const POST = defineRoute('createGateway', ({ ctx, body }) => createGateway(ctx, body));
