'use client';

import { IconAlertTriangle, IconListCheck } from '@tabler/icons-react';
import Link from 'next/link';
import { useApi } from '#components/api/use-api.ts';
import { ProposalStateBadge } from '#components/proposals/proposal-badges.tsx';
import { ProposedPrompts } from '#components/proposals/proposed-prompts.tsx';
import { Time } from '#components/time/time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FactList } from '#components/ui/fact-list.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { ProposalDetail } from '#lib/contract/proposals.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { ProposalActions } from './proposal-actions.tsx';

/** May this version be published? The proposed prompts against the present ones, with the answers behind each. */
export function ProposalScreen({ initial }: { initial: ProposalDetail }) {
  const reading = useApi('getProposal', { params: { proposalId: initial.id } }, { initial });
  const proposal = reading.data ?? initial;
  const { prompts, warnings, outdated } = proposal;
  const proposed = prompts.filter(({ change }) => change === 'kept' || change === 'added');
  const removed = prompts.filter(({ change }) => change === 'removed');
  const others = prompts.filter(({ change }) => change === 'passed_over');
  return (
    <>
      <PageHeader
        trail={
          <>
            <Link href={routes.suites()}>Canary suites</Link>
            <span aria-hidden>/</span>
            <Link href={routes.proposals()}>Proposals</Link>
          </>
        }
        title={`Proposal ${proposal.id} for ${proposal.suite.title}`}
        marks={<ProposalStateBadge state={proposal.state} />}
        answer={<Answer proposal={proposal} />}
        actions={proposal.state === 'open' && <ProposalActions proposal={proposal} />}
      />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      {outdated !== null && (
        <Notice tone="violet" icon={IconAlertTriangle} role="status" title="Out of date">
          {outdated}
        </Notice>
      )}
      {warnings.map((warning) => (
        <Notice key={warning} tone="violet" icon={IconAlertTriangle} role="status">
          {warning}
        </Notice>
      ))}
      <Panel title="Evidence">
        <Evidence proposal={proposal} />
      </Panel>
      <Panel title="Proposed version" hint={formatCount(proposed.length, 'prompt')} flush>
        <ProposedPrompts caption="Prompts of the proposed version" prompts={proposed} sortParam="sort" />
      </Panel>
      <Panel title="Leaves the suite" hint={formatCount(removed.length, 'prompt')} flush>
        {removed.length === 0 ? (
          <EmptyState icon={IconListCheck} title="No prompt leaves">
            The present version is only added to.
          </EmptyState>
        ) : (
          <ProposedPrompts caption="Prompts that leave the suite" prompts={removed} sortParam="leaves" />
        )}
      </Panel>
      {others.length > 0 && (
        <Panel title="Candidates not chosen" hint={formatCount(others.length, 'prompt')} flush>
          <ProposedPrompts caption="Candidates that were not chosen" prompts={others} sortParam="others" />
        </Panel>
      )}
    </>
  );
}

function Answer({ proposal }: { proposal: ProposalDetail }) {
  const { state, added, removed, kept, baseVersion, version, decidedBy, reason, suite } = proposal;
  if (state === 'open') {
    return `Replaces ${removed} of the prompts of version ${baseVersion.number} by ${added} others and keeps ${kept}. Nothing changes until somebody accepts it.`;
  }
  const who = decidedBy?.name ?? 'Tidemark';
  if (version === null) return `Rejected by ${who}: ${reason}`;
  return (
    <>
      Accepted by {who} as <Link href={routes.suiteVersion(suite.id, version.id)}>version {version.number}</Link>:{' '}
      {reason}
    </>
  );
}

function Evidence({ proposal }: { proposal: ProposalDetail }) {
  const { endpoint, runId, repetitions, createdAt, suite, baseVersion, endpoints } = proposal;
  return (
    <FactList
      facts={[
        [
          'Endpoint',
          <Link key="endpoint" href={routes.endpoint(endpoint.id)}>
            {endpoint.name}
          </Link>,
        ],
        [
          'Screening',
          <Link key="run" href={routes.run(runId)}>
            Run {runId}
          </Link>,
        ],
        ['Asked', `each candidate ${repetitions} times; present prompts as often as the baseline holds them`],
        ['Screened', <Time key="at" at={createdAt} />],
        [
          'Against',
          <Link key="base" href={routes.suiteVersion(suite.id, baseVersion.id)}>
            version {baseVersion.number}
          </Link>,
        ],
        ['Would be asked', endpoints.join(', ')],
      ]}
    />
  );
}
