import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import type { NotCompared } from '#lib/kubernetes/types.ts';
import type { Context } from '#lib/platform/context.ts';
import type { Logger } from '#lib/platform/log.ts';
import type { ClusterMemory, KnownList } from '../memory/types.ts';
import type { OpenedCluster } from '../scans/open-cluster.ts';
import type { ClusterDeps } from '../scans/types.ts';

/** What a follower of a cluster is given. */
export interface FollowerDeps {
  ctx: Context;
  client: KubeClient;
  clusterId: number;
  log: Logger;
  signal: AbortSignal;
}

/** Follows something else of a cluster as long as this process looks after it; one that ends or fails is begun anew. */
export type Follower = (deps: FollowerDeps) => Promise<void>;

/** A cluster that this process looks after. */
export interface KeptCluster {
  deps: ClusterDeps;
  cluster: OpenedCluster;
  memory: ClusterMemory;
  /** The full comparison that the memory is of. */
  scanId: number;
  /** Commit of each followed git source that was compared with, by its id; '' where it could not be read. */
  heads: ReadonlyMap<number, string>;
  /** Why lists are not watched at the moment. */
  watchFaults: Map<KnownList, NotCompared>;
  /** Since when git has been ahead of what was compared with, in milliseconds since 1970; null: it is not. */
  aheadSinceMs: number | null;
  /** When a full comparison was last asked for, likewise. */
  askedAtMs: number | null;
  /** Aborts when the cluster is let go of. */
  signal: AbortSignal;
  /** Lets go of the cluster. */
  letGo: () => void;
}
