import type { Sightings } from '#lib/drift/types.ts';
import type { RenderTools } from '#lib/gitops/types.ts';
import type { Context } from '#lib/platform/context.ts';
import type { Logger } from '#lib/platform/log.ts';
import type { ClusterMemory } from '../memory/types.ts';
import type { SourceRead } from '../types.ts';
import type { OpenedCluster } from './open-cluster.ts';

/** What comparing clusters touches outside itself. */
export interface ClusterDeps {
  ctx: Context;
  /** Spreads retries; uniform in [0, 1). */
  random: () => number;
  /** Key that seals stored credentials. @throws TidemarkError `misconfigured` where there is none. */
  key: () => Buffer;
  tools: RenderTools;
  /** Where clones are kept; in the data folder when left out. */
  clones?: string;
  record: (ctx: Context, sightings: Sightings) => Promise<unknown>;
  log: Logger;
}

/** What a full comparison leaves for the looks after it. */
export interface LeftByScan {
  memory: ClusterMemory;
  scanId: number;
  sources: readonly SourceRead[];
}

/** The clusters that this process looks after between full comparisons. */
export interface Keeping {
  /** What is known of a cluster; null where nothing is. */
  known(clusterId: number): ClusterMemory | null;
  /** Looks after a cluster from now on; its connection is handed over. */
  keep(cluster: OpenedCluster, left: LeftByScan): void;
}
