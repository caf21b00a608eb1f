import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { despiteOutage } from '#lib/platform/despite-outage.ts';
import { messageOf } from '#lib/platform/errors.ts';
import {
  CLUSTER_LEASE_MS,
  CLUSTER_RELIST_MS,
  CLUSTER_ROLLOUT_LOOK_MS,
  CLUSTER_SETTLE_MS,
} from '#lib/policy/thresholds.ts';
import { isComparable, isGone, isShut } from '../memory/is-shut.ts';
import { claimCluster, releaseCluster } from './lease.ts';
import { lookAtPending } from './look-at-pending.ts';
import { createPending } from './pending.ts';
import { lookAgain, makeRound } from './round.ts';
import { roundWaitMs } from './round-wait.ts';
import type { Follower, KeptCluster } from './types.ts';
import { watchList } from './watch-list.ts';

/** How long is waited before a follower that ended is begun anew, in milliseconds. */
const FOLLOW_AGAIN_MS = 5_000;

/** Looks after a cluster until its signal aborts: by watches or in rounds, as it is set. Never rejects. */
export async function keepCluster(kept: KeptCluster, followers: readonly Follower[]): Promise<void> {
  const { deps, cluster, memory, scanId, signal } = kept;
  const { ctx, log } = deps;
  const { id: clusterId, isWatched } = cluster.row;
  const told = { clusterId, scanId };
  // One at a time: what one look remembers the next one starts from.
  const turn = pLimit(1);
  const pending = createPending({
    settleMs: CLUSTER_SETTLE_MS,
    retryMs: CLUSTER_ROLLOUT_LOOK_MS,
    work: (objects) => turn(() => lookAtPending(kept, objects)),
    signal,
  });
  const watches = memory.kinds.flatMap((kind) => {
    if (!isWatched || isGone(kind) || !isComparable(kind)) return [];
    const lists = kind.lists.filter((list) => !isShut(kind, list));
    return lists.map((list) =>
      watchList(kind, list, {
        client: cluster.client,
        random: deps.random,
        signal,
        onChange: (place, live) => pending.add({ kind, place, live }),
        onFault: (fault) => (fault === null ? kept.watchFaults.delete(list) : kept.watchFaults.set(list, fault)),
        lookAgain: () => turn(() => lookAgain(kept, list)),
      }),
    );
  });
  const intervalMs = cluster.row.intervalSeconds * 1000;
  const roundsUntilFull = Math.max(1, Math.round(CLUSTER_RELIST_MS / intervalMs));
  const claiming = repeatedly(
    kept,
    () => CLUSTER_LEASE_MS / 4,
    'keeping a cluster failed',
    async () => {
      if ((await claimCluster(ctx.db, clusterId, scanId, ctx.now())) === 'lost') kept.letGo();
    },
  );
  let rounds = 0;
  const waitMs = (tookMs: number) => roundWaitMs(intervalMs, tookMs);
  const looking = repeatedly(kept, waitMs, 'a look at a cluster failed', () => {
    rounds += 1;
    return turn(() => makeRound(kept, rounds % roundsUntilFull === 0));
  });
  const following = followers.map((follow) =>
    repeatedly(
      kept,
      () => FOLLOW_AGAIN_MS,
      'following a cluster failed',
      () => follow({ ctx, client: cluster.client, clusterId, log, signal }),
    ),
  );
  log.info({ ...told, isWatched }, 'looking after a cluster');
  await Promise.allSettled([...watches, claiming, looking, ...following]);
  await pending.idle();
  cluster.client.close();
  await despiteOutage(() => releaseCluster(ctx.db, clusterId, scanId, ctx.now()), { patienceMs: 1_000 }).catch(
    (error: unknown) => log.warn({ ...told, reason: messageOf(error) }, 'could not let go of a cluster'),
  );
  log.info(told, 'let go of a cluster');
}

/**
 * Does something again and again, beginning after one wait, until the cluster is let go of.
 *
 * @param waitMs By how long it took the last time, in milliseconds.
 */
async function repeatedly(
  { signal, deps, cluster }: KeptCluster,
  waitMs: (tookMs: number) => number,
  failure: string,
  work: () => Promise<void>,
): Promise<void> {
  for (let tookMs = 0; ; ) {
    await sleep(waitMs(tookMs), undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    const startedAt = performance.now();
    await work().catch((error: unknown) => {
      if (!signal.aborted) deps.log.warn({ clusterId: cluster.row.id, reason: messageOf(error) }, failure);
    });
    tookMs = performance.now() - startedAt;
  }
}
