import { runClusterScan } from '#lib/clusters/scans/run-scan.ts';
import { keepYoungHeapSmall } from '#lib/platform/collect-garbage.ts';
import type { Handler } from '../handlers.ts';

/** Compares a cluster with git, and looks after it from then on. */
export const clusterScan: Handler<'cluster.scan'> = async ({ scanId }, { clusters }, shutdown) => {
  using _ = keepYoungHeapSmall();
  await runClusterScan(clusters, scanId, shutdown);
};
