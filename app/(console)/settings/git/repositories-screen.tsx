'use client';

import { IconGitBranch, IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { RepositoryTable } from '#components/settings/repository-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { OperationResponse } from '#lib/contract/operations.ts';
import type { RepositoryView } from '#lib/contract/repositories.ts';
import { routes } from '#lib/contract/routes.ts';
import { PAGE_ROWS } from './page-rows.ts';
import { RemoveRepository } from './remove-repository.tsx';
import { RepositoryDialog } from './repository-dialog.tsx';
import { TestRepositoryDialog } from './test-repository-dialog.tsx';

type Open = { what: 'add' } | { what: 'edit' | 'test' | 'remove'; repository: RepositoryView };

/** The git repositories whose golden suites are replayed, and which approved candidates go to. */
export function RepositoriesScreen({ initial }: { initial: OperationResponse<'listRepositories'> }) {
  const [open, setOpen] = useState<Open | null>(null);
  const reading = useApiPages('listRepositories', { limit: PAGE_ROWS }, { initial });
  const close = () => setOpen(null);
  const add = (
    <MayButton
      permission="repository.write"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setOpen({ what: 'add' })}
    >
      Add a repository
    </MayButton>
  );
  return (
    <>
      <PageHeader
        title="Git repositories"
        answer="Where golden suites live. Their suites are replayed at night; approved candidates go there as branches."
        actions={add}
      />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      <Panel
        title="Repositories"
        hint="Tokens are encrypted, never shown again, and sent to no other server than the one they were entered for."
        flush
      >
        <RepositoryTable
          repositories={reading.items ?? []}
          onEdit={(repository) => setOpen({ what: 'edit', repository })}
          onTest={(repository) => setOpen({ what: 'test', repository })}
          onRemove={(repository) => setOpen({ what: 'remove', repository })}
          empty={
            <EmptyState icon={IconGitBranch} title="No repository yet" actions={add}>
              Add one that holds a golden suite. How to start a suite stands under{' '}
              <Link href={routes.goldenTasks()}>Golden suite</Link>.
            </EmptyState>
          }
        />
        <LoadMore reading={reading} noun="repository" plural="repositories" />
      </Panel>
      {open?.what === 'add' && <RepositoryDialog repository={null} onClose={close} />}
      {open?.what === 'edit' && <RepositoryDialog repository={open.repository} onClose={close} />}
      {open?.what === 'test' && <TestRepositoryDialog repository={open.repository} onClose={close} />}
      {open?.what === 'remove' && <RemoveRepository repository={open.repository} onClose={close} />}
    </>
  );
}
