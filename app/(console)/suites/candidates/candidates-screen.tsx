'use client';

import { IconFilterOff, IconInbox } from '@tabler/icons-react';
import Link from 'next/link';
import { useApi } from '#components/api/use-api.ts';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { CANDIDATE_COLUMNS } from '#components/candidates/candidate-columns.tsx';
import { FilterBar } from '#components/filters/filter-bar.tsx';
import { useUrlParams } from '#components/filters/use-url-params.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { candidateFilterBar, parseCandidateFilters } from './candidate-filters.ts';
import { MOST_SOURCES } from './list-sizes.ts';
import { ScansPanel } from './scans-panel.tsx';
import { StartScanButton } from './start-scan-button.tsx';

const POLL_MS = 10_000;

interface CandidatesScreenProps {
  initial: OperationResponse<'listCandidates'>;
  sources: OperationResponse<'listLangfuseSources'>;
  scans: OperationResponse<'listCandidateScans'>;
}

/** Traces that an evaluator scored low and that may belong into the golden suite, the worst first. */
export function CandidatesScreen({ initial, sources: initialSources, scans }: CandidatesScreenProps) {
  const [params] = useUrlParams();
  const query = parseCandidateFilters(Object.fromEntries(params));
  const reading = useApiPages('listCandidates', query, { initial, pollMs: POLL_MS });
  const { data: sources = initialSources } = useApi(
    'listLangfuseSources',
    { query: { limit: MOST_SOURCES } },
    { initial: initialSources },
  );
  const narrowed = query.state !== 'pending' || query.sourceId !== undefined;
  return (
    <>
      <PageHeader
        title="Candidates"
        answer="Traces that went badly. Each may become a golden task, once a person has looked at it."
        actions={<StartScanButton sources={sources.items} />}
      />
      <FilterBar filters={candidateFilterBar(sources.items)} />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      <Panel flush label="List of candidates" busy={reading.isPlaceholderData}>
        <DataTable
          caption={query.state === 'pending' ? 'Candidates, the lowest scores first' : 'Candidates, the newest first'}
          rows={reading.items ?? []}
          rowId={({ id }) => id}
          rowHref={({ id }) => routes.candidate(id)}
          keys={[]}
          columns={CANDIDATE_COLUMNS}
          empty={<NoCandidates narrowed={narrowed} hasSources={sources.items.length > 0} />}
        />
        <LoadMore reading={reading} noun="candidate" />
      </Panel>
      <ScansPanel initial={scans} sourceId={query.sourceId} />
    </>
  );
}

function NoCandidates({ narrowed, hasSources }: { narrowed: boolean; hasSources: boolean }) {
  if (narrowed) {
    return (
      <EmptyState icon={IconFilterOff} title="No candidate fits these filters">
        <Link href={routes.candidates()}>Show what waits</Link>.
      </EmptyState>
    );
  }
  if (hasSources) {
    return (
      <EmptyState icon={IconInbox} title="Nothing waits">
        Every week the Langfuse projects are searched for traces with low scores; a search by hand finds them now.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconInbox} title="No Langfuse project yet">
      Add one under <Link href={routes.langfuseSettings()}>Settings, Langfuse</Link>, with the git repository that its
      tasks go to.
    </EmptyState>
  );
}
