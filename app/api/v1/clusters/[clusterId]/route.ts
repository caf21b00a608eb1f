import { defineRoute } from '#lib/api/route.ts';
import { deleteCluster } from '#lib/clusters/registry/delete.ts';
import { getCluster } from '#lib/clusters/registry/view.ts';
import { updateCluster } from '#lib/clusters/registry/write.ts';

export const GET = defineRoute('getCluster', ({ ctx, params }) => getCluster(ctx, params.clusterId));
export const PATCH = defineRoute('updateCluster', ({ ctx, params, body }) =>
  updateCluster(ctx, params.clusterId, body),
);
export const DELETE = defineRoute('deleteCluster', async ({ ctx, params }) => {
  await deleteCluster(ctx, params.clusterId);
  return undefined;
});
