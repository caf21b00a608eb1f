import { IconCircleCheck, IconFilterOff, IconServer2 } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import type { ReadingPages } from '#components/api/use-api-pages.ts';
import { whyUnknown } from '#components/drift/cluster-words.ts';
import { OBJECT_COLUMNS } from '#components/drift/object-columns.tsx';
import { objectHref } from '#components/drift/object-words.ts';
import { FilterBar } from '#components/filters/filter-bar.tsx';
import { DataTable } from '#components/table/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { ClusterView } from '#lib/contract/drift/clusters.ts';
import type { DriftByDay, DriftObjectListQuery, DriftObjectSummary } from '#lib/contract/drift/objects.ts';
import { routes } from '#lib/contract/routes.ts';
import { driftFilterBar, isNarrowed } from './code-filters.ts';

const { object, owner, state, findings, managers, recent, lastSeen, incident } = OBJECT_COLUMNS;

interface ObjectsPanelProps {
  reading: ReadingPages<DriftObjectSummary>;
  query: DriftObjectListQuery;
  /** Every cluster, and those that the page is about. */
  all: readonly ClusterView[];
  clusters: readonly ClusterView[];
  namespaces: DriftByDay['namespaces'];
}

/** Every object that the filters let through, the most severe first; worked through by keys. */
export function ObjectsPanel({ reading, query, all, clusters, namespaces }: ObjectsPanelProps) {
  const rows = reading.items ?? [];
  const kinds = useSeen(rows.map(({ kind }) => kind));
  return (
    <>
      <FilterBar filters={driftFilterBar({ clusters: all, namespaces, kinds }, query)} />
      <Panel
        title="Objects"
        hint="The most severe first; j and k move, Enter opens."
        flush
        busy={reading.isPlaceholderData}
      >
        <DataTable
          caption="Objects that differ from git, the most severe first"
          rows={rows}
          rowId={({ id }) => id}
          rowHref={objectHref}
          keys={[]}
          columns={[
            object,
            ...(clusters.length > 1 ? [owner] : []),
            state,
            findings,
            managers,
            recent,
            lastSeen,
            incident,
          ]}
          empty={<NoObject narrowed={isNarrowed(query)} clusters={clusters} />}
        />
        <LoadMore reading={reading} noun="object" />
      </Panel>
    </>
  );
}

/** All names that were ever among those given, so that choosing one does not take the others away. */
function useSeen(names: readonly string[]): readonly string[] {
  const [seen, setSeen] = useState<readonly string[]>([]);
  const fresh = [...new Set(names)].filter((name) => !seen.includes(name));
  if (fresh.length > 0) setSeen([...seen, ...fresh]);
  return seen;
}

function NoObject({ narrowed, clusters }: { narrowed: boolean; clusters: readonly ClusterView[] }) {
  if (narrowed) {
    return (
      <EmptyState icon={IconFilterOff} title="No object fits these filters">
        <Link href={routes.code()}>Show all code that drifts now</Link>, or widen the search.
      </EmptyState>
    );
  }
  if (clusters.some((cluster) => whyUnknown(cluster) !== null)) {
    return (
      <EmptyState icon={IconServer2} title="No drift is known">
        Not everything was compared, so there may be some: see above what is missing.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconCircleCheck} title="All code runs as git says">
      What drifted before stands under <Link href={`${routes.code()}?state=all`}>any state</Link>.
    </EmptyState>
  );
}
