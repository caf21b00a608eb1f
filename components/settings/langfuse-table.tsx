'use client';

import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { ScanBadge } from '#components/candidates/candidate-badges.tsx';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import type { LangfuseSourceView } from '#lib/contract/langfuse.ts';
import { formatCount } from '#lib/format/numbers.ts';
import styles from './settings.module.css';

interface LangfuseTableProps {
  sources: readonly LangfuseSourceView[];
  onEdit: (source: LangfuseSourceView) => void;
  onTest: (source: LangfuseSourceView) => void;
  onRemove: (source: LangfuseSourceView) => void;
  empty: ReactNode;
}

/** Langfuse projects: what is searched for in each, where its tasks go, and how the last search ended. */
export function LangfuseTable({ sources, onEdit, onTest, onRemove, empty }: LangfuseTableProps) {
  return (
    <DataTable
      caption="Langfuse projects"
      rows={sources}
      rowId={({ id }) => id}
      empty={empty}
      columns={[
        {
          key: 'name',
          header: 'Project',
          cell: ({ name, isDemo }) => (
            <span className={styles.name}>
              {name} {isDemo && <DemoTag />}
            </span>
          ),
        },
        { key: 'url', header: 'Address', cell: ({ baseUrl }) => <code>{baseUrl}</code> },
        { key: 'key', header: 'Public key', cell: ({ publicKey }) => <code>{publicKey}</code> },
        {
          key: 'wanted',
          header: 'Searched for',
          cell: ({ evaluator, scoreAtMost }) => `${evaluator} of ${scoreAtMost} or less`,
        },
        { key: 'goes', header: 'Goes to', cell: ({ agent, repository }) => `${agent} in ${repository.name}` },
        { key: 'weekly', header: 'Weekly', nowrap: true, cell: ({ enabled }) => (enabled ? 'Yes' : 'Off') },
        { key: 'last', header: 'Last search', cell: ({ lastScan }) => <LastScan scan={lastScan} /> },
        {
          key: 'actions',
          header: 'Actions',
          cell: (source) => (
            <Group gap="xs" wrap="nowrap">
              <MayButton size="xs" variant="default" permission="langfuse.write" onClick={() => onTest(source)}>
                Test
              </MayButton>
              <MayButton size="xs" variant="default" permission="langfuse.write" onClick={() => onEdit(source)}>
                Edit
              </MayButton>
              <MayButton size="xs" variant="default" permission="langfuse.write" onClick={() => onRemove(source)}>
                Remove
              </MayButton>
            </Group>
          ),
        },
      ]}
    />
  );
}

function LastScan({ scan }: { scan: LangfuseSourceView['lastScan'] }) {
  if (scan === null) return <span className={styles.dimmed}>Not yet</span>;
  return (
    <span className={styles.state}>
      <ScanBadge status={scan.status} /> {formatCount(scan.added)} new
      <Time at={scan.finishedAt ?? scan.createdAt} focusable={false} />
    </span>
  );
}
