'use client';

import { IconPlus, IconToggleRight } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { FlagSourceTable } from '#components/settings/flag-source-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { FlagSourceView } from '#lib/contract/drift/flags.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { FlagSourceDialog } from './flag-source-dialog.tsx';
import { PAGE_ROWS } from './page-rows.ts';
import { RemoveFlagSource } from './remove-flag-source.tsx';
import { TestFlagSource } from './test-flag-source.tsx';

type Open = { what: 'add' } | { what: 'edit' | 'test' | 'remove'; source: FlagSourceView };

interface FlagSourcesScreenProps {
  initial: OperationResponse<'listFlagSources'>;
  gitSources: readonly { id: number; name: string }[];
}

/** The flagds whose flags are compared with git. */
export function FlagSourcesScreen({ initial, gitSources }: FlagSourcesScreenProps) {
  const [open, setOpen] = useState<Open | null>(null);
  const reading = useApiPages('listFlagSources', { limit: PAGE_ROWS }, { initial });
  const close = () => setOpen(null);
  const add = (
    <MayButton
      permission="cluster.write"
      leftSection={<IconPlus size={16} aria-hidden />}
      blocked={gitSources.length === 0 ? 'Add a git source first: it says which flags there should be.' : undefined}
      onClick={() => setOpen({ what: 'add' })}
    >
      Add a flagd
    </MayButton>
  );
  return (
    <>
      <PageHeader
        title="Feature flags"
        answer="Where flags are served: each flagd is compared with flag files of git, and only read."
        actions={add}
      />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      <Panel title="Flag sources" hint="Definitions show every change; values only those that make a difference." flush>
        <FlagSourceTable
          sources={reading.items ?? []}
          onEdit={(source) => setOpen({ what: 'edit', source })}
          onTest={(source) => setOpen({ what: 'test', source })}
          onRemove={(source) => setOpen({ what: 'remove', source })}
          empty={
            <EmptyState icon={IconToggleRight} title="No flagd yet" actions={add}>
              Add the <Link href={routes.gitSourceSettings()}>git source</Link> that holds the flag files, then the
              address of flagd’s sync service, which Tidemark must reach.
            </EmptyState>
          }
        />
        <LoadMore reading={reading} noun="flagd" />
      </Panel>
      {open?.what === 'add' && <FlagSourceDialog source={null} gitSources={gitSources} onClose={close} />}
      {open?.what === 'edit' && <FlagSourceDialog source={open.source} gitSources={gitSources} onClose={close} />}
      {open?.what === 'test' && <TestFlagSource source={open.source} onClose={close} />}
      {open?.what === 'remove' && <RemoveFlagSource source={open.source} onClose={close} />}
    </>
  );
}
