'use client';

import { IconListSearch, IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { LangfuseTable } from '#components/settings/langfuse-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { MayButton } from '#components/ui/may-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { LangfuseSourceView } from '#lib/contract/langfuse.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { PAGE_ROWS } from './page-rows.ts';
import { RemoveSource } from './remove-source.tsx';
import { SourceDialog } from './source-dialog.tsx';
import { TestSourceDialog } from './test-source-dialog.tsx';

type Open = { what: 'add' } | { what: 'edit' | 'test' | 'remove'; source: LangfuseSourceView };

/** The Langfuse projects that are searched for traces that went badly. */
export function SourcesScreen({ initial }: { initial: OperationResponse<'listLangfuseSources'> }) {
  const [open, setOpen] = useState<Open | null>(null);
  const reading = useApiPages('listLangfuseSources', { limit: PAGE_ROWS }, { initial });
  const close = () => setOpen(null);
  const add = (
    <MayButton
      permission="langfuse.write"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setOpen({ what: 'add' })}
    >
      Add a project
    </MayButton>
  );
  return (
    <>
      <PageHeader
        title="Langfuse projects"
        answer="Searched once a week for traces that an evaluator scored low. Those become candidates for the golden suite."
        actions={add}
      />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      <Panel
        title="Projects"
        hint="Secret keys are encrypted and never shown again. Traces lose secrets and personal data before they are stored."
        flush
      >
        <LangfuseTable
          sources={reading.items ?? []}
          onEdit={(source) => setOpen({ what: 'edit', source })}
          onTest={(source) => setOpen({ what: 'test', source })}
          onRemove={(source) => setOpen({ what: 'remove', source })}
          empty={
            <EmptyState icon={IconListSearch} title="No project yet" actions={add}>
              Add the <Link href={routes.gitSettings()}>git repository</Link> of your golden suite first, then the
              project whose traces an evaluator scores. What is found waits under{' '}
              <Link href={routes.candidates()}>Candidates</Link>.
            </EmptyState>
          }
        />
        <LoadMore reading={reading} noun="project" />
      </Panel>
      {open?.what === 'add' && <SourceDialog source={null} onClose={close} />}
      {open?.what === 'edit' && <SourceDialog source={open.source} onClose={close} />}
      {open?.what === 'test' && <TestSourceDialog source={open.source} onClose={close} />}
      {open?.what === 'remove' && <RemoveSource source={open.source} onClose={close} />}
    </>
  );
}
