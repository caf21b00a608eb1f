'use client';

import { BaselineStateBadge } from '#components/endpoints/baseline-state.tsx';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import type { BaselineEntry } from '#lib/contract/baselines.ts';
import { repetitionWords } from './baseline-words.ts';
import styles from './baselines.module.css';

/** What an endpoint was compared with over time, newest first: who, when, why, and what ended it. */
export function BaselineHistory({ baselines }: { baselines: readonly BaselineEntry[] }) {
  return (
    <DataTable
      caption="Baselines, newest first"
      rows={baselines}
      rowId={(baseline) => baseline.id}
      columns={[
        { key: 'id', header: 'Baseline', nowrap: true, cell: (baseline) => `#${baseline.id}` },
        { key: 'state', header: 'State', nowrap: true, cell: ({ state }) => <BaselineStateBadge state={state} /> },
        {
          key: 'holds',
          header: 'Repetitions',
          nowrap: true,
          cell: ({ repetitions }) => repetitionWords(repetitions),
        },
        { key: 'nights', header: 'Nights', numeric: true, cell: ({ nights }) => nights },
        { key: 'suite', header: 'Suite version', numeric: true, cell: ({ suiteVersion }) => suiteVersion.number },
        {
          key: 'reason',
          header: 'Why',
          wide: true,
          cell: ({ reason, createdBy }) => (
            <>
              {reason || '–'} <span className={styles.ended}>{createdBy?.name ?? 'Tidemark'}</span>
            </>
          ),
        },
        {
          key: 'at',
          header: 'Since',
          nowrap: true,
          cell: ({ readyAt, createdAt }) => <Time at={readyAt ?? createdAt} focusable={false} />,
        },
        {
          key: 'ended',
          header: 'Ended',
          wide: true,
          cell: ({ endedAt, endedReason }) =>
            endedAt === null ? null : (
              <>
                <Time at={endedAt} focusable={false} /> <span className={styles.ended}>{endedReason}</span>
              </>
            ),
        },
      ]}
    />
  );
}
