'use client';

import { Group } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { RepositoryView } from '#lib/contract/repositories.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { FORGE_LABEL } from '#lib/policy/labels.ts';
import { SecretState } from './secret-state.tsx';
import styles from './settings.module.css';

interface RepositoryTableProps {
  repositories: readonly RepositoryView[];
  onEdit: (repository: RepositoryView) => void;
  onTest: (repository: RepositoryView) => void;
  onRemove: (repository: RepositoryView) => void;
  empty: ReactNode;
}

/** Git repositories: what was read of each, what waits to be pushed, and what can be done about them. */
export function RepositoryTable({ repositories, onEdit, onTest, onRemove, empty }: RepositoryTableProps) {
  return (
    <DataTable
      caption="Git repositories"
      rows={repositories}
      rowId={({ id }) => id}
      empty={empty}
      columns={[
        { key: 'name', header: 'Repository', cell: ({ name }) => <span className={styles.name}>{name}</span> },
        { key: 'url', header: 'Address', cell: (repository) => <Address of={repository} /> },
        { key: 'token', header: 'Token', nowrap: true, cell: ({ hasToken }) => <TokenState hasToken={hasToken} /> },
        { key: 'forge', header: 'Pull requests', cell: ({ forge }) => FORGE_LABEL[forge] },
        {
          key: 'gateway',
          header: 'Gateway',
          cell: ({ gateway }) => (
            <span className={styles.state}>
              {gateway.name} {gateway.isDemo && <DemoTag />}
            </span>
          ),
        },
        { key: 'nightly', header: 'Nightly', nowrap: true, cell: ({ nightly }) => (nightly ? 'Yes' : 'No') },
        { key: 'read', header: 'Last read', cell: (repository) => <LastRead of={repository} /> },
        {
          key: 'pending',
          header: 'To push',
          numeric: true,
          cell: ({ pendingPublications }) => formatCount(pendingPublications),
        },
        {
          key: 'actions',
          header: 'Actions',
          cell: (repository) => (
            <Group gap="xs" wrap="nowrap">
              <MayButton size="xs" variant="default" permission="repository.write" onClick={() => onTest(repository)}>
                Test
              </MayButton>
              <MayButton size="xs" variant="default" permission="repository.write" onClick={() => onEdit(repository)}>
                Edit
              </MayButton>
              <MayButton size="xs" variant="default" permission="repository.write" onClick={() => onRemove(repository)}>
                Remove
              </MayButton>
            </Group>
          ),
        },
      ]}
    />
  );
}

function Address({ of: { url, branch } }: { of: RepositoryView }) {
  return (
    <>
      <code>{url}</code> <span className={styles.dimmed}>on {branch}</span>
    </>
  );
}

function TokenState({ hasToken }: { hasToken: boolean }) {
  return <SecretState isStored={hasToken} without="Git and forge are asked without a token." />;
}

function LastRead({ of: { syncedAt, syncError, commitSha } }: { of: RepositoryView }) {
  if (syncError !== null) {
    return (
      <>
        <ToneBadge tone="magenta" icon={IconAlertTriangle} label="Not read" />
        <p className={styles.dimmed}>{syncError}</p>
      </>
    );
  }
  if (syncedAt === null) {
    return <ToneBadge tone="grey" icon={IconClock} label="Not yet" meaning="Test it, or run its suite." />;
  }
  return (
    <span className={styles.state}>
      <ToneBadge tone="green" icon={IconCheck} label={commitSha?.slice(0, 10) ?? 'Read'} />
      <Time at={syncedAt} focusable={false} />
    </span>
  );
}
