import { createKubeClient, type KubeClient } from '#lib/kubernetes/client/client.ts';
import type { Context } from '#lib/platform/context.ts';
import type { Logger } from '#lib/platform/log.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { openCluster } from '../registry/open.ts';
import { takeWord } from './take-word.ts';
import { readWord } from './word.ts';

/** What the jobs of this room touch. */
export interface SignalJobDeps {
  ctx: Context;
  /** Opens stored secrets. */
  key: () => Buffer;
  random: () => number;
  log: Logger;
}

type ClusterRow = Parameters<typeof openCluster>[0] & { allowedAddresses: string[] };

/**
 * Judges what a webhook said, by the cluster as it is now. One that was judged, or whose cluster is gone, is done.
 *
 * @throws KubeFault where the cluster does not answer: the job is tried again.
 */
export async function judgeNotification(deps: SignalJobDeps, digest: string, signal: AbortSignal): Promise<void> {
  const { ctx, log } = deps;
  const found = await ctx.db.fluxNotification.findUnique({ where: { digest }, include: { cluster: true } });
  if (found === null || found.word === null) return;
  const event = readWord(found.word);
  const { cluster } = found;
  if (cluster.enabled) {
    const client = await clientOf(deps, cluster);
    try {
      const { types } = await client.resourceTypes(signal);
      await takeWord({ ctx, client, clusterId: cluster.id, log, signal }, types, event);
    } finally {
      client.close();
    }
  }
  await ctx.db.$executeRaw`UPDATE flux_notification SET word = NULL WHERE digest = ${digest}`;
}

/** A client of a stored cluster; to be closed. @throws TidemarkError as `openCluster`. */
export async function clientOf({ ctx, key, random }: SignalJobDeps, cluster: ClusterRow): Promise<KubeClient> {
  const outbound = createOutboundGuard(cluster.allowedAddresses);
  return createKubeClient(await openCluster(cluster, key()), { outbound, now: ctx.now, random });
}
