'use client';

import { Group } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DriftVerdictBadge, StaleBadge } from '#components/drift/drift-badges.tsx';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { ClusterView } from '#lib/contract/drift/clusters.ts';
import { formatDurationMs } from '#lib/format/numbers.ts';
import { CLUSTER_ACCESS_LABEL } from '#lib/policy/connection-labels.ts';
import { SecretState } from './secret-state.tsx';
import styles from './settings.module.css';

interface ClusterTableProps {
  clusters: readonly ClusterView[];
  onEdit: (cluster: ClusterView) => void;
  onTest: (cluster: ClusterView) => void;
  onNotifications: (cluster: ClusterView) => void;
  onRemove: (cluster: ClusterView) => void;
  empty: ReactNode;
}

/** Clusters: how each is reached and compared, whether that works, and what can be done about it. */
export function ClusterTable({ clusters, onEdit, onTest, onNotifications, onRemove, empty }: ClusterTableProps) {
  const button = (label: string, act: (cluster: ClusterView) => void, cluster: ClusterView) => (
    <MayButton size="xs" variant="default" permission="cluster.write" onClick={() => act(cluster)}>
      {label}
    </MayButton>
  );
  return (
    <DataTable
      caption="Clusters"
      rows={clusters}
      rowId={({ id }) => id}
      empty={empty}
      columns={[
        {
          key: 'name',
          header: 'Cluster',
          cell: ({ name, isDemo }) => (
            <span className={`${styles.name} ${styles.wide}`}>
              {name} {isDemo && <DemoTag />}
            </span>
          ),
        },
        {
          key: 'access',
          header: 'Reached',
          cell: ({ access, server }) => (
            <>
              {CLUSTER_ACCESS_LABEL[access]} {server !== null && <code className={styles.address}>{server}</code>}
            </>
          ),
        },
        { key: 'sources', header: 'Compared with', cell: (cluster) => <Sources of={cluster} /> },
        { key: 'looks', header: 'Looked at', cell: (cluster) => <span>{looksOf(cluster)}</span> },
        {
          key: 'notifications',
          header: 'Notifications',
          nowrap: true,
          cell: ({ hasWebhookSecret }) => (
            <SecretState isStored={hasWebhookSecret} without="What Flux sends is refused until a key is made." />
          ),
        },
        { key: 'state', header: 'State', cell: (cluster) => <State of={cluster} /> },
        {
          key: 'actions',
          header: 'Actions',
          cell: (cluster) => (
            <Group gap="xs">
              {button('Test', onTest, cluster)}
              {button('Edit', onEdit, cluster)}
              {button('Notifications', onNotifications, cluster)}
              {button('Remove', onRemove, cluster)}
            </Group>
          ),
        },
      ]}
    />
  );
}

function Sources({ of: { sources } }: { of: ClusterView }) {
  return (
    <ul className={styles.plainList}>
      {sources.map(({ source, path, manager }) => (
        <li key={`${source.id} ${path}`}>
          {source.name}{' '}
          <span className={styles.dimmed}>
            {path === null ? 'by Flux' : path === '' ? 'all of it' : path}
            {manager !== null && ` by ${manager}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function looksOf({ enabled, isWatched, intervalSeconds, namespaces, isStrict, usesDryRun }: ClusterView): string {
  if (!enabled) return 'Switched off';
  const interval = `every ${formatDurationMs(intervalSeconds * 1000)}`;
  const where = namespaces.length === 0 ? [] : [`in ${namespaces.join(', ')}`];
  return [
    isWatched ? `Watched, else ${interval}` : `Asked ${interval}`,
    ...where,
    ...(isStrict ? ['strictly'] : []),
    ...(usesDryRun ? ['with dry runs'] : []),
  ].join(', ');
}

function State({ of: { enabled, verdict, reason, comparedAt, staleReason } }: { of: ClusterView }) {
  return (
    <>
      <span className={styles.state}>
        {verdict === null ? (
          <ToneBadge
            tone="grey"
            icon={IconClock}
            label="Not compared"
            meaning={reason || 'It is compared within a minute.'}
          />
        ) : (
          <DriftVerdictBadge verdict={verdict} />
        )}
        {comparedAt !== null && <Time at={comparedAt} focusable={false} />}
        {enabled && staleReason !== null && <StaleBadge reason={staleReason} />}
      </span>
      {staleReason !== null && <p className={styles.dimmed}>{staleReason}</p>}
    </>
  );
}
