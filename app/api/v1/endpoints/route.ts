import { defineRoute } from '#lib/api/route.ts';
import { createEndpoint } from '#lib/endpoints/create.ts';
import { listEndpoints } from '#lib/endpoints/queries/list.ts';

export const GET = defineRoute('listEndpoints', ({ ctx, query }) => listEndpoints(ctx, query));
export const POST = defineRoute('createEndpoint', ({ ctx, body }) => createEndpoint(ctx, body));
