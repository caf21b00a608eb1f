import type { ClusterView } from '../contract/drift/clusters.ts';
import type { GitSourceView } from '../contract/drift/git-sources.ts';

/** How a git source is read. */
export const GIT_ACCESS_LABEL: Record<GitSourceView['access'], string> = {
  none: 'Without a secret',
  token: 'Token',
  ssh: 'Key of SSH',
};

/** How a cluster is reached. */
export const CLUSTER_ACCESS_LABEL: Record<ClusterView['access'], string> = {
  in_cluster: 'From inside',
  kubeconfig: 'Kubeconfig',
  token: 'Token',
};
