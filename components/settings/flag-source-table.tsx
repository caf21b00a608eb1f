'use client';

import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { DriftVerdictBadge } from '#components/drift/drift-badges.tsx';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import type { FlagSourceView } from '#lib/contract/drift/flags.ts';
import styles from './settings.module.css';

interface FlagSourceTableProps {
  sources: readonly FlagSourceView[];
  onEdit: (source: FlagSourceView) => void;
  onTest: (source: FlagSourceView) => void;
  onRemove: (source: FlagSourceView) => void;
  empty: ReactNode;
}

/** Flagds: where each is, what it is compared with, and what can be done about it. */
export function FlagSourceTable({ sources, onEdit, onTest, onRemove, empty }: FlagSourceTableProps) {
  const actions = [
    ['Test', onTest],
    ['Edit', onEdit],
    ['Remove', onRemove],
  ] as const;
  return (
    <DataTable
      caption="Flag sources"
      rows={sources}
      rowId={({ id }) => id}
      empty={empty}
      columns={[
        {
          key: 'name',
          header: 'flagd',
          cell: ({ name, isDemo }) => (
            <span className={styles.name}>
              {name} {isDemo && <DemoTag />}
            </span>
          ),
        },
        { key: 'url', header: 'Address', cell: ({ url }) => <code className={styles.address}>{url}</code> },
        { key: 'mode', header: 'Compares', cell: ({ mode }) => (mode === 'definitions' ? 'Definitions' : 'Values') },
        {
          key: 'git',
          header: 'With',
          cell: ({ source, path }) => (
            <>
              <code>{path}</code> of {source.name}
            </>
          ),
        },
        {
          key: 'state',
          header: 'Last compared',
          cell: ({ enabled, verdict, comparedAt }) => (
            <span className={styles.state}>
              <DriftVerdictBadge verdict={enabled ? (verdict ?? 'unmeasured') : 'not_watched'} />
              {comparedAt !== null && <Time at={comparedAt} focusable={false} />}
            </span>
          ),
        },
        {
          key: 'actions',
          header: 'Actions',
          cell: (source) => (
            <Group gap="xs" wrap="nowrap">
              {actions.map(([label, act]) => (
                <MayButton
                  key={label}
                  size="xs"
                  variant="default"
                  permission="cluster.write"
                  onClick={() => act(source)}
                >
                  {label}
                </MayButton>
              ))}
            </Group>
          ),
        },
      ]}
    />
  );
}
