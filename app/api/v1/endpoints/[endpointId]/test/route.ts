import { defineRoute } from '#lib/api/route.ts';
import { testEndpoint } from '#lib/endpoints/test-endpoint.ts';

export const POST = defineRoute('testEndpoint', ({ ctx, params }) => testEndpoint(ctx.db, params.endpointId));
