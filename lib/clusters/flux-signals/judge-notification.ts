import type { FluxEvent } from '#lib/gitops/flux/events.ts';
import { createKubeClient, type KubeClient } from '#lib/kubernetes/client/client.ts';
import type { Context } from '#lib/platform/context.ts';
import type { Logger } from '#lib/platform/log.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { openCluster } from '../registry/open.ts';
import { enqueueJudging } from './remember-word.ts';
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
 * Judges a word of Flux by the cluster as it is now, or later where Flux is still at it. One that was judged, or whose
 * cluster is gone or off, is done.
 *
 * @throws KubeFault where the cluster does not answer: the job is tried again.
 */
export async function judgeNotification(deps: SignalJobDeps, digest: string, signal: AbortSignal): Promise<void> {
  const { ctx } = deps;
  const found = await ctx.db.fluxNotification.findUnique({ where: { digest }, include: { cluster: true } });
  if (found === null || found.word === null) return;
  const event = readWord(found.word);
  const { cluster } = found;
  if (cluster.enabled && !(await isJudged(deps, cluster, event, signal))) {
    return enqueueJudging(ctx.db, digest, { at: event.at, now: ctx.now() });
  }
  await ctx.db.$executeRaw`UPDATE flux_notification SET word = NULL WHERE digest = ${digest}`;
}

async function isJudged(
  deps: SignalJobDeps,
  cluster: ClusterRow,
  event: FluxEvent,
  signal: AbortSignal,
): Promise<boolean> {
  const client = await clientOf(deps, cluster);
  try {
    const { types } = await client.resourceTypes(signal);
    return await takeWord({ ctx: deps.ctx, client, clusterId: cluster.id, log: deps.log, signal }, types, event);
  } finally {
    client.close();
  }
}

/** A client of a stored cluster; to be closed. @throws TidemarkError as `openCluster`. */
export async function clientOf({ ctx, key, random }: SignalJobDeps, cluster: ClusterRow): Promise<KubeClient> {
  const outbound = createOutboundGuard(cluster.allowedAddresses);
  return createKubeClient(await openCluster(cluster, key()), { outbound, now: ctx.now, random });
}
