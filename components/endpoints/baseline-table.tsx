'use client';

import { IconRuler } from '@tabler/icons-react';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { BaselineView } from '#lib/contract/endpoints.ts';
import { formatRepetitions } from '#lib/format/repetitions.ts';
import { BaselineStateBadge } from './baseline-state.tsx';

/** What an endpoint was compared with over time, newest first. */
export function BaselineTable({ baselines }: { baselines: readonly BaselineView[] }) {
  return (
    <DataTable
      caption="Baselines"
      rows={baselines}
      rowId={(baseline) => baseline.id}
      columns={[
        { key: 'id', header: 'Baseline', nowrap: true, cell: (baseline) => `#${baseline.id}` },
        {
          key: 'state',
          header: 'State',
          nowrap: true,
          cell: (baseline) => <BaselineStateBadge state={baseline.state} />,
        },
        {
          key: 'repetitions',
          header: 'Repetitions',
          nowrap: true,
          cell: (baseline) => formatRepetitions(baseline.repetitions),
        },
        { key: 'suite', header: 'Suite version', numeric: true, cell: (baseline) => baseline.suiteVersionNumber },
        { key: 'reason', header: 'Reason', cell: (baseline) => baseline.reason || '–' },
        { key: 'by', header: 'Captured by', cell: (baseline) => baseline.createdBy ?? 'Tidemark' },
        {
          key: 'at',
          header: 'Captured',
          nowrap: true,
          cell: (baseline) => <Time at={baseline.readyAt ?? baseline.createdAt} focusable={false} />,
        },
      ]}
      empty={
        <EmptyState icon={IconRuler} title="No baseline yet">
          A baseline is what counts as normal: at least three independent answers to every prompt. Capture one, and
          checks have something to be compared with.
        </EmptyState>
      }
    />
  );
}
