import { compareCluster } from './compare-cluster.ts';
import type { ClusterComparison, ClusterQuestion, ScanDeps, ScanOptions } from './types.ts';

/** Compares a cluster with git once, as {@link compareCluster}. */
export async function scanCluster(
  deps: ScanDeps,
  question: ClusterQuestion,
  options: ScanOptions,
): Promise<ClusterComparison> {
  return (await compareCluster(deps, question, options)).comparison;
}
