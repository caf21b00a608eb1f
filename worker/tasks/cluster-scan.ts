import { runClusterScan } from '#lib/clusters/scans/run-scan.ts';
import type { Handler } from '../handlers.ts';

/** Compares a cluster with git, and looks after it from then on. */
export const clusterScan: Handler<'cluster.scan'> = ({ scanId }, { clusters }, shutdown) =>
  runClusterScan(clusters, scanId, shutdown);
