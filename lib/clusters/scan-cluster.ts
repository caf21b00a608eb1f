import { compareCluster } from './compare-cluster.ts';
import type { ClusterComparison, ClusterQuestion, ScanDeps, ScanOptions } from './types.ts';

const ROLLING_OUT =
  'Flux is at work on something newer: what differs may be on its way. Compare again once it is done.';

/** Compares a cluster with git once, as {@link compareCluster}; the reason says where a rollout is under way. */
export async function scanCluster(
  deps: ScanDeps,
  question: ClusterQuestion,
  options: ScanOptions,
): Promise<ClusterComparison> {
  const { comparison, isRollingOut } = await compareCluster(deps, question, options);
  return isRollingOut ? { ...comparison, reason: `${comparison.reason} ${ROLLING_OUT}` } : comparison;
}
