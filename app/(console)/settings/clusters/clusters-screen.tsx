'use client';

import { IconPlus, IconServerCog } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { ClusterTable } from '#components/settings/cluster-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { ClusterView } from '#lib/contract/drift/clusters.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { ClusterDialog } from './cluster-dialog.tsx';
import { NotificationsDialog } from './notifications-dialog.tsx';
import { PAGE_ROWS, POLL_MS } from './page-rows.ts';
import { RemoveCluster } from './remove-cluster.tsx';
import { TestClusterDialog } from './test-cluster-dialog.tsx';

interface ClustersScreenProps {
  initial: OperationResponse<'listClusters'>;
  /** Address by which others reach the console; null: as this browser does. */
  publicUrl: string | null;
}

type Open = { what: 'add' } | { what: 'edit' | 'test' | 'notifications' | 'remove'; cluster: ClusterView };

/** The clusters that are compared with git: how each is reached, with what, and whether that works. */
export function ClustersScreen({ initial, publicUrl }: ClustersScreenProps) {
  const [open, setOpen] = useState<Open | null>(null);
  const reading = useApiPages('listClusters', { limit: PAGE_ROWS }, { initial, pollMs: POLL_MS });
  const close = () => setOpen(null);
  const act = (what: Exclude<Open['what'], 'add'>) => (cluster: ClusterView) => setOpen({ what, cluster });
  const add = (
    <MayButton
      permission="cluster.write"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setOpen({ what: 'add' })}
    >
      Add a cluster
    </MayButton>
  );
  return (
    <>
      <PageHeader
        title="Clusters"
        answer="What runs is compared with what git says. Clusters are only ever read."
        actions={add}
      />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      <Panel
        title="Connected"
        hint="Credentials are encrypted, never shown again, and sent to no other server than the one they were entered for."
        flush
      >
        <ClusterTable
          clusters={reading.items ?? []}
          onEdit={act('edit')}
          onTest={act('test')}
          onNotifications={act('notifications')}
          onRemove={act('remove')}
          empty={
            <EmptyState icon={IconServerCog} title="No cluster yet" actions={add}>
              First add what it is compared with under <Link href={routes.gitSourceSettings()}>Git sources</Link>. Then
              give Tidemark an account that may only read (<code>deploy/cluster-reader.yaml</code>);
              docs/connect-a-cluster.md leads through it step by step.
            </EmptyState>
          }
        />
        <LoadMore reading={reading} noun="cluster" plural="clusters" />
      </Panel>
      {open?.what === 'add' && <ClusterDialog cluster={null} onClose={close} />}
      {open?.what === 'edit' && <ClusterDialog cluster={open.cluster} onClose={close} />}
      {open?.what === 'test' && <TestClusterDialog cluster={open.cluster} onClose={close} />}
      {open?.what === 'notifications' && (
        <NotificationsDialog cluster={open.cluster} publicUrl={publicUrl} onClose={close} />
      )}
      {open?.what === 'remove' && <RemoveCluster cluster={open.cluster} onClose={close} />}
    </>
  );
}
