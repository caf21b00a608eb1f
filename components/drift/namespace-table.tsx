import { IconStack2 } from '@tabler/icons-react';
import type { Column } from '#components/table/columns.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { SeverityBadge } from '#components/ui/severity-badge.tsx';
import type { DriftByDay } from '#lib/contract/drift/objects.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { byUrgency, namespaceName } from './cluster-words.ts';
import styles from './drift.module.css';

type Row = DriftByDay['namespaces'][number];

interface NamespaceTableProps {
  byDay: DriftByDay;
  /** Where a namespace's objects are listed. */
  hrefOf: (namespace: string) => string;
}

/** Drift by namespace: how bad, how much now, how often lately. */
export function NamespaceTable({ byDay: { days, namespaces }, hrefOf }: NamespaceTableProps) {
  const columns: Column<Row>[] = [
    { key: 'namespace', header: 'Namespace', cell: ({ namespace }) => namespaceName(namespace) },
    { key: 'tier', header: 'Tier', nowrap: true, cell: ({ tier }) => (tier === null ? '–' : `T${tier}`) },
    {
      key: 'severity',
      header: 'Worst now',
      nowrap: true,
      cell: ({ severity, drifted }) =>
        severity !== null ? <SeverityBadge severity={severity} /> : drifted > 0 ? 'logged' : '–',
    },
    { key: 'drifted', header: 'Drift now', numeric: true, cell: ({ drifted }) => formatCount(drifted) },
    {
      key: 'occurrences',
      header: `In ${days.length} days`,
      numeric: true,
      cell: ({ occurrences }) =>
        formatCount(
          occurrences.reduce((sum, count) => sum + count, 0),
          'time',
        ),
    },
  ];
  return (
    <div className={styles.scroll}>
      <DataTable
        caption="Drift by namespace"
        rows={byUrgency(namespaces)}
        rowId={({ namespace }) => namespace}
        rowHref={({ namespace }) => hrefOf(namespace)}
        columns={columns}
        empty={
          <EmptyState icon={IconStack2} title="No namespace drifts">
            Namespaces stand here once something in them was not as git says.
          </EmptyState>
        }
      />
    </div>
  );
}
