'use client';

import Link from 'next/link';
import { useApi } from '#components/api/use-api.ts';
import { CandidateStateBadge } from '#components/candidates/candidate-badges.tsx';
import { formatScore } from '#components/candidates/candidate-columns.tsx';
import styles from '#components/candidates/candidates.module.css';
import { PublicationFacts } from '#components/candidates/publication-facts.tsx';
import { TracedText } from '#components/candidates/traced-text.tsx';
import { SafeText } from '#components/diff/safe-text.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { CandidateDetail } from '#lib/contract/candidates.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { CandidateFacts } from './candidate-facts.tsx';
import { DraftPanel } from './draft-panel.tsx';
import { LookNow } from './look-now.tsx';
import { QueueButtons } from './queue-buttons.tsx';
import { ReopenCandidate } from './reopen-candidate.tsx';
import { RetryPublication } from './retry-publication.tsx';
import { useQueue } from './use-queue.tsx';

const POLL_MS = 5_000;
const UNDER_WAY_MS = 1_000;

interface CandidateScreenProps {
  initial: CandidateDetail;
  targets: OperationResponse<'listGoldenTargets'>;
}

/** Does this trace belong in the suite? What was asked and answered, what was taken out, and the task made of it. */
export function CandidateScreen({ initial, targets }: CandidateScreenProps) {
  const reading = useApi(
    'getCandidate',
    { params: { candidateId: initial.id } },
    { initial, pollMs: (known) => (isUnderWay(known?.publication) ? UNDER_WAY_MS : POLL_MS) },
  );
  const candidate = reading.data ?? initial;
  const queue = useQueue(candidate.id);
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
        actions={
          <>
            <ReopenCandidate candidate={candidate} />
            <QueueButtons queue={queue} />
          </>
        }
      />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      {publication !== null && (
        <Panel
          title="On its way into git"
          actions={
            <>
              <LookNow candidate={candidate} />
              <RetryPublication candidate={candidate} />
            </>
          }
        >
          <PublicationFacts publication={publication} />
        </Panel>
      )}
      <Panel title="What happened" hint={<Comment on={candidate} />}>
        <div className={styles.pair}>
          <TracedText title="Asked" text={candidate.input} empty="The trace has no input." />
          <TracedText title="Answered badly" text={candidate.output} empty="The trace has no output." />
        </div>
      </Panel>
      <CandidateFacts candidate={candidate} />
      <DraftPanel candidate={candidate} targets={targets.items} onDecided={queue.goOn} />
    </>
  );
}

/** Whether the first push is being tried now. */
function isUnderWay(publication: CandidateDetail['publication'] | undefined): boolean {
  return publication?.state === 'pending' && publication.lastError === null;
}

function Comment({ on: { evaluator, comment } }: { on: CandidateDetail }) {
  if (comment === '') return `${evaluator} left no comment.`;
  return (
    <>
      {evaluator}: “<SafeText text={comment} whitespace={false} />”
    </>
  );
}

function Answer({ candidate }: { candidate: CandidateDetail }) {
  const { state, evaluator, score, agent, decidedBy, decisionReason, mergedInto, publication } = candidate;
  if (state === 'pending') return `${evaluator} scored it ${formatScore(score)}. Nobody has decided yet.`;
  const who = decidedBy?.name ?? 'Tidemark';
  if (state === 'rejected') return `Rejected by ${who}: ${decisionReason}`;
  const closed = publication?.state === 'closed' ? ' It was closed without being merged, so nothing came of it.' : '';
  if (state === 'merged') return `Merged into ${mergedInto} by ${who}: ${decisionReason}${closed}`;
  return `Approved by ${who} as a task of ${agent}.${closed}`;
}
