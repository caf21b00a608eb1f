'use client';

import Link from 'next/link';
import { useApi } from '#components/api/use-api.ts';
import { CandidateStateBadge } from '#components/candidates/candidate-badges.tsx';
import { formatScore } from '#components/candidates/candidate-columns.tsx';
import styles from '#components/candidates/candidates.module.css';
import { PlainText } from '#components/candidates/plain-text.tsx';
import { PublicationFacts } from '#components/candidates/publication-facts.tsx';
import { Redactions } from '#components/candidates/redactions.tsx';
import { Time } from '#components/time/time.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { FactList } from '#components/ui/fact-list.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { CandidateDetail } from '#lib/contract/candidates.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatDurationMs, formatUsd } from '#lib/format/numbers.ts';
import { DraftPanel } from './draft-panel.tsx';
import { QueueButtons } from './queue-buttons.tsx';
import { RetryPublication } from './retry-publication.tsx';

const POLL_MS = 5_000;

interface CandidateScreenProps {
  initial: CandidateDetail;
  targets: OperationResponse<'listGoldenTargets'>;
}

/** Does this trace belong in the suite? What was asked and answered, what was taken out, and the task made of it. */
export function CandidateScreen({ initial, targets }: CandidateScreenProps) {
  const reading = useApi('getCandidate', { params: { candidateId: initial.id } }, { initial, pollMs: POLL_MS });
  const candidate = reading.data ?? initial;
  const { state, source, publication } = candidate;
  return (
    <>
      <PageHeader
        trail={<Link href={routes.candidates()}>Candidates</Link>}
        title={`Candidate ${candidate.id}`}
        marks={
          <>
            <CandidateStateBadge state={state} />
            {source.isDemo && <DemoTag />}
          </>
        }
        answer={<Answer candidate={candidate} />}
        actions={<QueueButtons candidateId={candidate.id} />}
      />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      {publication !== null && (
        <Panel title="On its way into git" actions={<RetryPublication candidate={candidate} />}>
          <PublicationFacts publication={publication} />
        </Panel>
      )}
      <Panel title="What happened" hint={candidate.comment === '' ? undefined : `“${candidate.comment}”`}>
        <div className={styles.pair}>
          <PlainText title="Asked" text={candidate.input} empty="The trace has no input." />
          <PlainText title="Answered badly" text={candidate.output} empty="The trace has no output." />
        </div>
      </Panel>
      <DraftPanel candidate={candidate} targets={targets.items} />
      <Panel title="Taken out" hint="Before the trace was stored. Read the texts above for what a pattern cannot know.">
        <Redactions redactions={candidate.redactions} />
      </Panel>
      <Panel title="Trace">
        <TraceFacts candidate={candidate} />
      </Panel>
    </>
  );
}

function Answer({ candidate }: { candidate: CandidateDetail }) {
  const { state, evaluator, score, agent, decidedBy, decisionReason, mergedInto } = candidate;
  if (state === 'pending') return `${evaluator} scored it ${formatScore(score)}. Nobody has decided yet.`;
  const who = decidedBy?.name ?? 'Tidemark';
  if (state === 'rejected') return `Rejected by ${who}: ${decisionReason}`;
  if (state === 'merged') return `Merged into ${mergedInto} by ${who}: ${decisionReason}`;
  return `Approved by ${who} as a task of ${agent}.`;
}

function TraceFacts({ candidate }: { candidate: CandidateDetail }) {
  const { traceUrl, traceId, traceAt, model, costUsd, latencyMs, source, repository, agent } = candidate;
  return (
    <FactList
      facts={[
        [
          'Trace',
          <a key="trace" href={traceUrl} rel="noreferrer" target="_blank">
            {traceId}
          </a>,
        ],
        ['Traced', <Time key="at" at={traceAt} />],
        ['Langfuse project', source.name],
        ['Agent', agent],
        ['Model', model ?? 'unknown'],
        ['Cost', formatUsd(costUsd)],
        ['Latency', formatDurationMs(latencyMs)],
        ['Goes to', repository.name],
      ]}
    />
  );
}
