import { defineRoute } from '#lib/api/route.ts';
import { getEndpointHistory } from '#lib/endpoints/queries/history.ts';

export const GET = defineRoute('getEndpointHistory', ({ ctx, params, query }) =>
  getEndpointHistory(ctx.db, params.endpointId, query),
);
