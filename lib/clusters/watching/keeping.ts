import type { ClusterMemory } from '../memory/types.ts';
import type { OpenedCluster } from '../scans/open-cluster.ts';
import type { ClusterDeps, Keeping, LeftByScan } from '../scans/types.ts';
import { keepCluster } from './keep-cluster.ts';
import type { Follower, KeptCluster } from './types.ts';

interface KeptNow {
  memory: ClusterMemory;
  stop: AbortController;
  over: Promise<void>;
}

/** The clusters that one process looks after; `close` lets go of all. */
export interface ClusterKeeping extends Keeping {
  close(): Promise<void>;
}

/** @param followers What else is followed in each cluster. */
export function createKeeping(deps: ClusterDeps, followers: readonly Follower[]): ClusterKeeping {
  const all = new Map<number, KeptNow>();
  let isClosed = false;
  return {
    known: (clusterId) => all.get(clusterId)?.memory ?? null,
    keep(cluster, left) {
      const { id } = cluster.row;
      const before = all.get(id);
      before?.stop.abort();
      if (isClosed) return cluster.client.close();
      const stop = new AbortController();
      const kept = keptCluster(deps, cluster, left, stop);
      const over = keepCluster(kept, followers).then(() => {
        if (all.get(id)?.stop === stop) all.delete(id);
      });
      all.set(id, { memory: left.memory, stop, over: Promise.all([before?.over, over]).then(() => undefined) });
    },
    async close() {
      isClosed = true;
      const running = [...all.values()];
      for (const { stop } of running) stop.abort();
      await Promise.all(running.map(({ over }) => over));
    },
  };
}

/** A cluster as it is looked after; `stop` ends that. */
export function keptCluster(
  deps: ClusterDeps,
  cluster: OpenedCluster,
  { memory, scanId, sources }: LeftByScan,
  stop: AbortController,
): KeptCluster {
  const heads = new Map(
    cluster.followed.map(({ sourceId, name }) => {
      return [sourceId, sources.find(({ repository }) => repository === name)?.commit ?? ''];
    }),
  );
  return {
    deps,
    cluster,
    memory,
    scanId,
    heads,
    watchFaults: new Map(),
    aheadSinceMs: null,
    askedAtMs: null,
    signal: stop.signal,
    letGo: () => stop.abort(),
  };
}
