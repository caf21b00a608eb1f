'use client';

import { IconServer2 } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { useApi } from '#components/api/use-api.ts';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { codeAnswer, isScanning } from '#components/drift/cluster-words.ts';
import { DayChart } from '#components/drift/day-chart.tsx';
import { NamespaceTable } from '#components/drift/namespace-table.tsx';
import { useUrlParams } from '#components/filters/use-url-params.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { ClusterView } from '#lib/contract/drift/clusters.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { ClustersPanel } from './clusters-panel.tsx';
import styles from './code.module.css';
import { namespaceHref, parseDayFilters, parseDriftFilters } from './code-filters.ts';
import { LATEST_SCANS, MOST_CLUSTERS } from './list-sizes.ts';
import { ObjectsPanel } from './objects-panel.tsx';
import { ScansPanel } from './scans-panel.tsx';

/** How often clusters are read again while a comparison goes, objects, which watches find within seconds, and the rest. */
const LIVE_POLL_MS = 1000;
const OBJECTS_POLL_MS = 3000;
const CALM_POLL_MS = 10_000;

interface CodeScreenProps {
  clusters: OperationResponse<'listClusters'>;
  byDay: OperationResponse<'driftByDay'>;
  objects: OperationResponse<'listDriftObjects'>;
  scans: OperationResponse<'listClusterScans'>;
}

/** What runs that git does not say: the answer, the clusters, where it drifts, and every object that does. */
export function CodeScreen({ clusters: firstClusters, byDay: firstByDay, objects, scans }: CodeScreenProps) {
  const [params] = useUrlParams();
  const given = Object.fromEntries(params);
  const query = parseDriftFilters(given);
  const clusterReading = useApi(
    'listClusters',
    { query: { limit: MOST_CLUSTERS } },
    {
      initial: firstClusters,
      pollMs: (known) => (known?.items.some(({ activeScan }) => activeScan !== null) ? LIVE_POLL_MS : CALM_POLL_MS),
    },
  );
  const all = (clusterReading.data ?? firstClusters).items;
  const chosen = all.filter(({ id }) => id === query.clusterId);
  const clusters = chosen.length === 0 ? all : chosen;
  useDriftFollowing(all);
  const dayReading = useApi('driftByDay', { query: parseDayFilters(given) }, { pollMs: CALM_POLL_MS });
  const byDay = dayReading.data ?? firstByDay;
  const reading = useApiPages('listDriftObjects', query, { initial: objects, pollMs: OBJECTS_POLL_MS });
  const problem = reading.problem ?? clusterReading.problem ?? dayReading.problem;

  if (all.length === 0) return <NoCluster />;
  return (
    <>
      <PageHeader
        title="Code"
        answer={codeAnswer(clusters, byDay.namespaces)}
        actions={<Link href={routes.ignoreRules()}>Ignore rules</Link>}
      />
      {problem && <StaleNotice detail={problem.message} />}
      <ClustersPanel clusters={clusters} />
      <div className={styles.split}>
        <Panel
          title="Drift by namespace"
          hint="The most severe first. A name narrows the list of objects below."
          flush
          busy={dayReading.isPlaceholderData}
        >
          <NamespaceTable byDay={byDay} hrefOf={(namespace) => namespaceHref(params, namespace)} />
        </Panel>
        <Panel label="Drift day by day" busy={dayReading.isPlaceholderData}>
          <DayChart byDay={byDay} />
        </Panel>
      </div>
      <ObjectsPanel reading={reading} query={query} all={all} clusters={clusters} namespaces={byDay.namespaces} />
      <ScansPanel
        initial={scans}
        query={{ clusterId: query.clusterId, limit: LATEST_SCANS }}
        isLive={clusters.some(({ activeScan }) => activeScan !== null && isScanning(activeScan))}
      />
    </>
  );
}

/** What a comparison found stands on the page as soon as it ends. */
function useDriftFollowing(clusters: readonly ClusterView[]) {
  const queries = useQueryClient();
  const finished = clusters.map(({ lastScan }) => lastScan?.id ?? 0).join(' ');
  const known = useRef(finished);
  useEffect(() => {
    if (known.current === finished) return;
    known.current = finished;
    for (const id of ['listDriftObjects', 'driftByDay', 'listClusterScans'])
      void queries.invalidateQueries({ queryKey: [id] });
  }, [finished, queries]);
}

function NoCluster() {
  return (
    <>
      <PageHeader title="Code" answer={codeAnswer([], [])} />
      <Panel label="Clusters">
        <EmptyState icon={IconServer2} title="No cluster is connected">
          Add a git source under <Link href={routes.gitSourceSettings()}>Settings, Git sources</Link> and a cluster
          under <Link href={routes.clusterSettings()}>Settings, Clusters</Link>. Tidemark reads only: get, list and
          watch are all it needs.
        </EmptyState>
      </Panel>
    </>
  );
}
