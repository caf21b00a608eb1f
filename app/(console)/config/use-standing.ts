'use client';

import { useApi } from '#components/api/use-api.ts';
import { useApiPages } from '#components/api/use-api-pages.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { UNFILTERED } from './config-filters.ts';
import { MOST_CLUSTERS, MOST_SOURCES } from './list-sizes.ts';

/** What the answer of the page is drawn from at first. */
export interface Standing {
  sources: OperationResponse<'listFlagSources'>;
  clusters: OperationResponse<'listClusters'>;
  policies: OperationResponse<'listPolicyDrifts'>;
  configMaps: OperationResponse<'listDriftObjects'>;
}

/** What the answer of the page rests on, however its lists are filtered. */
export function useStanding(first: Standing, pollMs: number) {
  const sources = useApi('listFlagSources', { query: { limit: MOST_SOURCES } }, { initial: first.sources, pollMs });
  const clusters = useApi('listClusters', { query: { limit: MOST_CLUSTERS } }, { initial: first.clusters, pollMs });
  // Read as the lists below are: the cache keeps one of each while these are not filtered.
  const policies = useApiPages('listPolicyDrifts', UNFILTERED.policies, { initial: first.policies, pollMs });
  const configMaps = useApiPages('listDriftObjects', UNFILTERED.configMaps, { initial: first.configMaps, pollMs });
  return {
    sources: (sources.data ?? first.sources).items,
    clusters: (clusters.data ?? first.clusters).items,
    policies: { items: policies.items ?? [], hasMore: policies.hasMore },
    configMaps: { items: configMaps.items ?? [], hasMore: configMaps.hasMore },
    problem: sources.problem ?? clusters.problem ?? policies.problem ?? configMaps.problem,
  };
}
