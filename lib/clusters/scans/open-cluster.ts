import { createKubeClient, type KubeClient } from '#lib/kubernetes/client/client.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { createDryRuns, type DryRuns } from '../live/dry-runs.ts';
import { openCluster } from '../registry/open.ts';
import { identityOf } from '../registry/trial/identity.ts';
import type { ClusterWithSources } from './load-cluster.ts';
import { questionOf, type StoredQuestion } from './question.ts';
import type { ClusterDeps } from './types.ts';

/** A stored cluster, connected, with what it is to be compared with. Whoever has it closes the client. */
export interface OpenedCluster extends StoredQuestion {
  row: ClusterWithSources;
  client: KubeClient;
  /** As in ScanDeps. */
  dryRuns: (() => DryRuns) | null;
}

/**
 * Opens a stored cluster; nothing is asked of it yet.
 *
 * @throws TidemarkError `misconfigured` where credentials cannot be opened.
 */
export async function openStoredCluster(row: ClusterWithSources, deps: ClusterDeps): Promise<OpenedCluster> {
  const { ctx, random, clones } = deps;
  const key = deps.key();
  const asked = questionOf(row, { db: ctx.db, now: ctx.now, key, clones });
  const connection = await openCluster(row, key);
  const outbound = createOutboundGuard(row.allowedAddresses);
  const client = createKubeClient(connection, { outbound, now: ctx.now, random });
  const account = async () => identityOf(await connection.credentials()).name;
  return { ...asked, row, client, dryRuns: row.usesDryRun ? () => createDryRuns(client, account) : null };
}
