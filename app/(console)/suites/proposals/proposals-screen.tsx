'use client';

import { IconFilterOff, IconListSearch } from '@tabler/icons-react';
import Link from 'next/link';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { FilterBar } from '#components/filters/filter-bar.tsx';
import { useUrlParams } from '#components/filters/use-url-params.ts';
import { ProposalStateBadge } from '#components/proposals/proposal-badges.tsx';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { PROPOSAL_FILTER_BAR, parseProposalFilters } from './proposal-filters.ts';
import { ScreeningButton } from './screening-button.tsx';

const POLL_MS = 10_000;

/** Proposed suite versions, the newest first, and the way to another one. */
export function ProposalsScreen({ initial }: { initial: OperationResponse<'listProposals'> }) {
  const [params] = useUrlParams();
  const query = parseProposalFilters(Object.fromEntries(params));
  const reading = useApiPages('listProposals', query, { initial, pollMs: POLL_MS });
  return (
    <>
      <PageHeader
        trail={<Link href={routes.suites()}>Canary suites</Link>}
        title="Suite proposals"
        answer="Prompts that one model finds hard another answers in its sleep. A screening asks an endpoint every candidate several times and proposes the version that would show most."
        actions={<ScreeningButton />}
      />
      <FilterBar filters={PROPOSAL_FILTER_BAR} />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      <Panel flush label="List of proposals" busy={reading.isPlaceholderData}>
        <DataTable
          caption="Suite proposals, the newest first"
          rows={reading.items ?? []}
          rowId={({ id }) => id}
          rowHref={({ id }) => routes.proposal(id)}
          keys={[]}
          columns={[
            { key: 'endpoint', header: 'Endpoint', cell: ({ endpoint }) => endpoint.name },
            {
              key: 'suite',
              header: 'Suite',
              cell: ({ suite, baseVersion }) => `${suite.title}, version ${baseVersion.number}`,
            },
            { key: 'state', header: 'State', nowrap: true, cell: ({ state }) => <ProposalStateBadge state={state} /> },
            { key: 'change', header: 'Change', nowrap: true, cell: ({ added, removed }) => `+${added} −${removed}` },
            {
              key: 'created',
              header: 'Screened',
              nowrap: true,
              cell: ({ createdAt }) => <Time at={createdAt} focusable={false} />,
            },
            { key: 'by', header: 'Decided by', nowrap: true, cell: ({ decidedBy }) => decidedBy?.name ?? '–' },
          ]}
          empty={<NoProposals narrowed={query.state !== undefined} />}
        />
        <LoadMore reading={reading} noun="proposal" />
      </Panel>
    </>
  );
}

function NoProposals({ narrowed }: { narrowed: boolean }) {
  if (narrowed) {
    return (
      <EmptyState icon={IconFilterOff} title="No proposal in this state">
        <Link href={routes.proposals()}>Show them all</Link>.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconListSearch} title="No proposal yet" actions={<ScreeningButton />}>
      Screen the candidate prompts on an endpoint. What it costs is shown before anything is asked, and nothing changes
      until somebody accepts the proposal.
    </EmptyState>
  );
}
