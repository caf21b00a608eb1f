'use client';

import { Group } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { GitSourceView } from '#lib/contract/drift/git-sources.ts';
import { GIT_ACCESS_LABEL } from '#lib/policy/connection-labels.ts';
import styles from './settings.module.css';

interface GitSourceTableProps {
  sources: readonly GitSourceView[];
  onEdit: (source: GitSourceView) => void;
  onTest: (source: GitSourceView) => void;
  onRemove: (source: GitSourceView) => void;
  empty: ReactNode;
}

/** Git sources: what was read of each, who uses it, and what can be done about it. */
export function GitSourceTable({ sources, onEdit, onTest, onRemove, empty }: GitSourceTableProps) {
  return (
    <DataTable
      caption="Git sources"
      rows={sources}
      rowId={({ id }) => id}
      empty={empty}
      columns={[
        {
          key: 'name',
          header: 'Source',
          cell: ({ name, isDemo }) => (
            <span className={`${styles.name} ${styles.wide}`}>
              {name} {isDemo && <DemoTag />}
            </span>
          ),
        },
        {
          key: 'url',
          header: 'Address',
          cell: ({ url, branch }) => (
            <>
              <code className={styles.address}>{url}</code> <span className={styles.dimmed}>on {branch}</span>
            </>
          ),
        },
        { key: 'access', header: 'Access', nowrap: true, cell: ({ access }) => GIT_ACCESS_LABEL[access] },
        {
          key: 'signed',
          header: 'Signed',
          nowrap: true,
          cell: ({ signers }) => (signers.length > 0 ? 'Asked for' : 'No'),
        },
        { key: 'read', header: 'Last read', cell: (source) => <LastRead of={source} /> },
        {
          key: 'usedBy',
          header: 'Used by',
          cell: ({ usedBy }) =>
            usedBy.length === 0 ? <span className={styles.dimmed}>nothing yet</span> : usedBy.join(', '),
        },
        {
          key: 'actions',
          header: 'Actions',
          cell: (source) => (
            <Group gap="xs" wrap="nowrap">
              <MayButton size="xs" variant="default" permission="cluster.write" onClick={() => onTest(source)}>
                Test
              </MayButton>
              <MayButton size="xs" variant="default" permission="cluster.write" onClick={() => onEdit(source)}>
                Edit
              </MayButton>
              <MayButton size="xs" variant="default" permission="cluster.write" onClick={() => onRemove(source)}>
                Remove
              </MayButton>
            </Group>
          ),
        },
      ]}
    />
  );
}

function LastRead({ of: { fetchedAt, problem, commitSha } }: { of: GitSourceView }) {
  const last = fetchedAt !== null && (
    <span className={styles.state}>
      <ToneBadge tone="green" icon={IconCheck} label={commitSha?.slice(0, 10) ?? 'Read'} />
      <Time at={fetchedAt} focusable={false} />
    </span>
  );
  if (problem === null) {
    return last || <ToneBadge tone="grey" icon={IconClock} label="Not yet" meaning="Test it, or compare a cluster." />;
  }
  return (
    <>
      <ToneBadge tone="magenta" icon={IconAlertTriangle} label="Not read" />
      <p className={styles.dimmed}>{problem}</p>
      {last}
    </>
  );
}
