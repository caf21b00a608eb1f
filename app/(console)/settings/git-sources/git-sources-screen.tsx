'use client';

import { IconGitMerge, IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { GitSourceTable } from '#components/settings/git-source-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { GitSourceView } from '#lib/contract/drift/git-sources.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { GitSourceDialog } from './git-source-dialog.tsx';
import { PAGE_ROWS } from './page-rows.ts';
import { RemoveGitSource } from './remove-git-source.tsx';
import { TestGitSourceDialog } from './test-git-source-dialog.tsx';

type Open = { what: 'add' } | { what: 'edit' | 'test' | 'remove'; source: GitSourceView };

/** The branches of git that say what should run in clusters, and which flags there are. */
export function GitSourcesScreen({ initial }: { initial: OperationResponse<'listGitSources'> }) {
  const [open, setOpen] = useState<Open | null>(null);
  const reading = useApiPages('listGitSources', { limit: PAGE_ROWS }, { initial });
  const close = () => setOpen(null);
  const add = (
    <MayButton
      permission="cluster.write"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setOpen({ what: 'add' })}
    >
      Add a git source
    </MayButton>
  );
  return (
    <>
      <PageHeader
        title="Git sources"
        answer="What should run: branches that clusters and feature flags are compared with. They are only read."
        actions={add}
      />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      <Panel
        title="Sources"
        hint="Tokens and keys are encrypted, never shown again, and sent to no other server than the one they were entered for."
        flush
      >
        <GitSourceTable
          sources={reading.items ?? []}
          onEdit={(source) => setOpen({ what: 'edit', source })}
          onTest={(source) => setOpen({ what: 'test', source })}
          onRemove={(source) => setOpen({ what: 'remove', source })}
          empty={
            <EmptyState icon={IconGitMerge} title="No git source yet" actions={add}>
              Add the repository that Flux, Argo CD or your pipeline deploys from; a deploy key that may only read is
              enough. Then name it in <Link href={routes.clusterSettings()}>Clusters</Link>.
            </EmptyState>
          }
        />
        <LoadMore reading={reading} noun="git source" plural="git sources" />
      </Panel>
      {open?.what === 'add' && <GitSourceDialog source={null} onClose={close} />}
      {open?.what === 'edit' && <GitSourceDialog source={open.source} onClose={close} />}
      {open?.what === 'test' && <TestGitSourceDialog source={open.source} onClose={close} />}
      {open?.what === 'remove' && <RemoveGitSource source={open.source} onClose={close} />}
    </>
  );
}
