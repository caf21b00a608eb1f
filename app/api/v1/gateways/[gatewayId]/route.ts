import { defineRoute } from '#lib/api/route.ts';
import { deleteGateway } from '#lib/gateways/delete.ts';
import { updateGateway } from '#lib/gateways/update.ts';

export const PATCH = defineRoute('updateGateway', ({ ctx, params, body }) =>
  updateGateway(ctx, params.gatewayId, body),
);
export const DELETE = defineRoute('deleteGateway', async ({ ctx, params }) => {
  await deleteGateway(ctx, params.gatewayId);
  return undefined;
});
