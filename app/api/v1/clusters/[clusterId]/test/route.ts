import { defineRoute } from '#lib/api/route.ts';
import { testCluster } from '#lib/clusters/registry/trial/test-cluster.ts';

export const POST = defineRoute('testCluster', ({ ctx, params }) =>
  testCluster({ db: ctx.db, now: ctx.now, random: Math.random, elapsed: () => performance.now() }, params.clusterId),
);
