'use client';

import { Skeleton } from '@mantine/core';
import Link from 'next/link';
import { useApi } from '#components/api/use-api.ts';
import { ChangedSentences } from '#components/diff/changed-sentences.tsx';
import { togetherWords } from '#components/judge/opinion-words.ts';
import { signalLabel } from '#components/signals/words.ts';
import { Panel } from '#components/ui/panel.tsx';
import { routes } from '#lib/contract/routes.ts';
import type { RunDetail, RunPromptEvidence } from '#lib/contract/runs.ts';
import { type FirstPrompt, promptsToRead } from './moved-prompts.ts';
import styles from './sentences-panel.module.css';

interface SentencesPanelProps {
  run: RunDetail | null;
  /** Answers that were read with the page. */
  evidence: readonly RunPromptEvidence[];
}

/** The sentences that changed in the prompts that moved most: what a person reads to decide. */
export function SentencesPanel({ run, evidence }: SentencesPanelProps) {
  const prompts = promptsToRead(run);
  if (run === null || prompts.length === 0) return null;
  return (
    <Panel
      title="Which sentences?"
      hint="What changed in the prompts that moved most, from the usual old answer to the new."
    >
      <div className={styles.prompts}>
        {prompts.map((prompt) => (
          <Excerpt
            key={prompt.promptId}
            runId={run.id}
            prompt={prompt}
            initial={evidence.find((known) => known.prompt.id === prompt.promptId)}
          />
        ))}
      </div>
    </Panel>
  );
}

interface ExcerptProps {
  runId: number;
  prompt: FirstPrompt;
  initial: RunPromptEvidence | undefined;
}

function Excerpt({ runId, prompt: { promptId, key, signals }, initial }: ExcerptProps) {
  const { data, problem } = useApi('getRunPrompt', { params: { runId, promptId } }, { initial });
  const opinions = data?.judgements.filter(({ kind }) => kind === 'current') ?? [];
  return (
    <article className={styles.prompt} aria-label={key}>
      <header className={styles.head}>
        <h3>
          <code>{key}</code>
        </h3>
        <Link href={routes.runPrompt(runId, promptId)}>Whole answers</Link>
        {signals.length > 0 && <p>Seen by: {signals.map(signalLabel).join(', ')}</p>}
      </header>
      {data === undefined ? (
        problem === null ? (
          <Skeleton height={72} />
        ) : (
          <p className={styles.note}>The answers could not be loaded: {problem.message}</p>
        )
      ) : (
        <ChangedSentences evidence={data} />
      )}
      {opinions.length > 0 && (
        <p className={styles.note}>
          {togetherWords(opinions)} {opinions.find(({ verdict }) => verdict !== null)?.reasons}
        </p>
      )}
    </article>
  );
}
