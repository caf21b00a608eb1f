import { stableJson } from '#lib/platform/stable-json.ts';
import type { ClusterWithSources } from '../scans/load-cluster.ts';

/** Equal as long as a cluster is to be compared with the same, in the same way, over the same connection. */
export function settingsKey(cluster: ClusterWithSources): string {
  const { access, encryptedConnection, allowedAddresses, namespaces, isStrict, usesDryRun } = cluster;
  const { isWatched, intervalSeconds } = cluster;
  const sources = cluster.sources.map(({ path, manager, source }) => {
    const { id, url, branch, encryptedSecret, knownHosts, signers } = source;
    return { path, manager, id, url, branch, access: source.access, encryptedSecret, knownHosts, signers };
  });
  return stableJson({
    access,
    encryptedConnection,
    allowedAddresses,
    namespaces,
    isStrict,
    usesDryRun,
    isWatched,
    intervalSeconds,
    sources,
  });
}
