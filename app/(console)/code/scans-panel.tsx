'use client';

import { IconGitCompare } from '@tabler/icons-react';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { ClusterScanBadge, DriftVerdictBadge, FindingCounts } from '#components/drift/drift-badges.tsx';
import type { Column } from '#components/table/columns.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { ClusterScanView } from '#lib/contract/drift/clusters.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatCount, formatDurationMs } from '#lib/format/numbers.ts';
import { CLUSTER_SCAN_CAUSE_LABEL } from '#lib/policy/drift-labels.ts';

const LIVE_MS = 1000;
const CALM_MS = 10_000;

interface ScansPanelProps {
  initial: OperationResponse<'listClusterScans'>;
  query: { clusterId: number | undefined; limit: number };
  isLive: boolean;
}

const COLUMNS: Column<ClusterScanView>[] = [
  { key: 'id', header: 'Comparison', nowrap: true, cell: ({ id, cluster }) => `${cluster.name}, ${id}` },
  {
    key: 'outcome',
    header: 'Outcome',
    nowrap: true,
    cell: ({ status, verdict }) =>
      verdict === null ? <ClusterScanBadge status={status} /> : <DriftVerdictBadge verdict={verdict} />,
  },
  { key: 'findings', header: 'Findings', cell: ({ findings }) => <FindingCounts findings={findings} /> },
  { key: 'objects', header: 'Objects', numeric: true, cell: ({ objects }) => formatCount(objects) },
  {
    key: 'cause',
    header: 'Why',
    nowrap: true,
    cell: ({ cause, requestedBy }) => requestedBy?.name ?? CLUSTER_SCAN_CAUSE_LABEL[cause],
  },
  {
    key: 'took',
    header: 'Took',
    nowrap: true,
    numeric: true,
    cell: ({ startedAt, finishedAt }) => tookText(startedAt, finishedAt),
  },
  { key: 'at', header: 'Begun', nowrap: true, cell: ({ createdAt }) => <Time at={createdAt} focusable={false} /> },
];

/** The latest comparisons of whole clusters; what is looked at in between leaves no row here. */
export function ScansPanel({ initial, query, isLive }: ScansPanelProps) {
  const { items: scans = initial.items } = useApiPages('listClusterScans', query, {
    initial,
    pollMs: isLive ? LIVE_MS : CALM_MS,
  });
  return (
    <Panel
      title="Latest comparisons"
      hint="All of a cluster, after each commit, once a day and whenever you ask; in between only what changed is looked at."
      flush
    >
      <DataTable
        caption="Comparisons of clusters with git, the newest first"
        rows={scans}
        rowId={({ id }) => id}
        rowHref={({ id }) => routes.clusterScan(id)}
        columns={COLUMNS}
        empty={
          <EmptyState icon={IconGitCompare} title="No comparison yet">
            The first begins by itself within a minute of adding a cluster, while a worker runs.
          </EmptyState>
        }
      />
    </Panel>
  );
}

function tookText(startedAt: string | null, finishedAt: string | null): string {
  return formatDurationMs(
    startedAt === null || finishedAt === null ? null : Date.parse(finishedAt) - Date.parse(startedAt),
  );
}
