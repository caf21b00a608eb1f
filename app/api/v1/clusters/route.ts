import { defineRoute } from '#lib/api/route.ts';
import { listClusters } from '#lib/clusters/registry/view.ts';
import { createCluster } from '#lib/clusters/registry/write.ts';

export const GET = defineRoute('listClusters', ({ ctx, query }) => listClusters(ctx, query));
export const POST = defineRoute('createCluster', ({ ctx, body }) => createCluster(ctx, body));
