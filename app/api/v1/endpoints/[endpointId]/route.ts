import { defineRoute } from '#lib/api/route.ts';
import { getEndpoint } from '#lib/endpoints/queries/detail.ts';
import { updateEndpoint } from '#lib/endpoints/update.ts';

export const GET = defineRoute('getEndpoint', ({ ctx, params }) => getEndpoint(ctx, params.endpointId));
export const PATCH = defineRoute('updateEndpoint', ({ ctx, params, body }) =>
  updateEndpoint(ctx, params.endpointId, body),
);
