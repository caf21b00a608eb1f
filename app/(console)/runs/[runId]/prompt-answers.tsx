'use client';

import { Skeleton } from '@mantine/core';
import { useApi } from '#components/api/use-api.ts';
import { AnswerDiff } from '#components/diff/answer-diff.tsx';
import { JudgeOpinions } from '#components/judge/judge-opinions.tsx';
import { PromptMessages } from '#components/prompts/prompt-messages.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import type { RunPromptEvidence } from '#lib/contract/runs.ts';
import { formatCount, formatShare } from '#lib/format/numbers.ts';
import styles from './run.module.css';

const POLL_MS = 2000;

interface PromptAnswersProps {
  runId: number;
  promptId: number;
  /** The run still goes: answers may arrive. */
  live: boolean;
  /** What a server component already read. */
  initial?: RunPromptEvidence | undefined;
}

/** Old and new answers of one prompt of a run, side by side, with the prompt itself. */
export function PromptAnswers({ runId, promptId, live, initial }: PromptAnswersProps) {
  const reading = useApi('getRunPrompt', { params: { runId, promptId } }, { initial, pollMs: live ? POLL_MS : false });
  if (reading.data === undefined || reading.isPlaceholderData) {
    if (reading.problem === null) {
      return (
        <div role="status" aria-label="Loading the answers">
          <Skeleton height={320} radius="md" />
        </div>
      );
    }
    return (
      <ErrorState
        title="The answers could not be loaded"
        detail={reading.problem.message}
        kept="Nothing is lost: they are stored with the run."
        onRetry={reading.refetch}
        retrying={reading.isFetching}
      />
    );
  }
  return <Evidence evidence={reading.data} />;
}

function Evidence({ evidence }: { evidence: RunPromptEvidence }) {
  const { prompt, deltaShare, noiseShare, baseline, current, judgements } = evidence;
  return (
    <>
      <p className={styles.facts}>
        {deltaShare !== null && (
          <strong>
            {formatShare(deltaShare)} of answer pairs differ, against {formatShare(noiseShare)} within the baseline
            itself.{' '}
          </strong>
        )}
        Why it is asked: {prompt.why}
      </p>
      <details>
        <summary>What was asked ({formatCount(prompt.messages.length, 'message')})</summary>
        <PromptMessages messages={prompt.messages} />
      </details>
      <JudgeOpinions judgements={judgements} />
      <AnswerDiff before={baseline} after={current} />
    </>
  );
}
