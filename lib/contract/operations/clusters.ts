import { page, pageQuery } from '../common.ts';
import {
  clusterBody,
  clusterParams,
  clusterPatch,
  clusterScanDetail,
  clusterScanListQuery,
  clusterScanParams,
  clusterScanView,
  clusterView,
  startClusterScanBody,
} from '../drift/clusters.ts';
import { gitSourceBody, gitSourceParams, gitSourcePatch, gitSourceView } from '../drift/git-sources.ts';
import { connectionTest } from '../endpoints.ts';
import { noContent, operation } from '../operation.ts';

export const clusterOperations = {
  listClusters: operation({
    tag: 'Clusters',
    summary: 'List clusters with what their last comparison said',
    permission: 'view',
    query: pageQuery,
    response: page(clusterView),
  }),
  createCluster: operation({
    tag: 'Clusters',
    summary: 'Add a cluster',
    permission: 'cluster.write',
    body: clusterBody,
    maxBodyBytes: 1024 * 1024,
    status: 201,
    response: clusterView,
  }),
  getCluster: operation({
    tag: 'Clusters',
    summary: 'One cluster',
    permission: 'view',
    params: clusterParams,
    response: clusterView,
  }),
  updateCluster: operation({
    tag: 'Clusters',
    summary: 'Change a cluster or its credentials',
    permission: 'cluster.write',
    params: clusterParams,
    body: clusterPatch,
    maxBodyBytes: 1024 * 1024,
    response: clusterView,
  }),
  deleteCluster: operation({
    tag: 'Clusters',
    summary: 'Remove a cluster in which no drift was ever found',
    permission: 'cluster.write',
    params: clusterParams,
    status: 204,
    response: noContent,
  }),
  testCluster: operation({
    tag: 'Clusters',
    summary: 'Connect, see which kinds may be read, and read git; nothing is written',
    permission: 'cluster.write',
    params: clusterParams,
    response: connectionTest,
  }),
  listClusterScans: operation({
    tag: 'Clusters',
    summary: 'List comparisons of clusters with git, newest first',
    permission: 'view',
    query: clusterScanListQuery,
    response: page(clusterScanView),
  }),
  startClusterScan: operation({
    tag: 'Clusters',
    summary: 'Compare a cluster with git now',
    permission: 'cluster.scan',
    body: startClusterScanBody,
    status: 201,
    response: clusterScanView,
  }),
  getClusterScan: operation({
    tag: 'Clusters',
    summary: 'One comparison of a cluster, with its progress while it runs',
    permission: 'view',
    params: clusterScanParams,
    response: clusterScanDetail,
  }),
  cancelClusterScan: operation({
    tag: 'Clusters',
    summary: 'Stop a comparison that has not ended',
    permission: 'cluster.scan',
    params: clusterScanParams,
    response: clusterScanView,
  }),
};

export const gitSourceOperations = {
  listGitSources: operation({
    tag: 'Git sources',
    summary: 'List the branches of git that say what should run',
    permission: 'view',
    query: pageQuery,
    response: page(gitSourceView),
  }),
  createGitSource: operation({
    tag: 'Git sources',
    summary: 'Add a git source',
    permission: 'cluster.write',
    body: gitSourceBody,
    status: 201,
    response: gitSourceView,
  }),
  updateGitSource: operation({
    tag: 'Git sources',
    summary: 'Change a git source or its secret',
    permission: 'cluster.write',
    params: gitSourceParams,
    body: gitSourcePatch,
    response: gitSourceView,
  }),
  deleteGitSource: operation({
    tag: 'Git sources',
    summary: 'Remove a git source that nothing uses',
    permission: 'cluster.write',
    params: gitSourceParams,
    status: 204,
    response: noContent,
  }),
  testGitSource: operation({
    tag: 'Git sources',
    summary: 'Fetch the branch; nothing is written',
    permission: 'cluster.write',
    params: gitSourceParams,
    response: connectionTest,
  }),
};
