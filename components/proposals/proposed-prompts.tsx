'use client';

import { DataTable } from '#components/table/data-table.tsx';
import type { PromptScreening, ProposedPrompt } from '#lib/contract/proposals.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { PromptChangeBadge, PromptKindBadge } from './proposal-badges.tsx';
import styles from './proposed-prompts.module.css';

interface ProposedPromptsProps {
  caption: string;
  prompts: readonly ProposedPrompt[];
  /** Query parameter that holds the order. */
  sortParam: string;
}

/** Prompts of a proposal with the answers behind each choice. */
export function ProposedPrompts({ caption, prompts, sortParam }: ProposedPromptsProps) {
  return (
    <DataTable
      caption={caption}
      rows={prompts}
      rowId={(prompt) => prompt.key}
      sortParam={sortParam}
      columns={[
        {
          key: 'prompt',
          header: 'Prompt',
          sortBy: (prompt) => prompt.key,
          cell: (prompt) => (
            <div className={styles.prompt}>
              <code>{prompt.key}</code>
              <span className={styles.question} title={prompt.question}>
                {prompt.question}
              </span>
            </div>
          ),
        },
        {
          key: 'change',
          header: 'Change',
          nowrap: true,
          sortBy: (prompt) => prompt.change,
          cell: (prompt) => <PromptChangeBadge change={prompt.change} />,
        },
        {
          key: 'kind',
          header: 'Behaves',
          nowrap: true,
          sortBy: (prompt) => prompt.screening?.entropyBits ?? null,
          cell: ({ stratum, screening }) =>
            stratum === 'behaviour' ? 'Behaviour' : screening && <PromptKindBadge kind={screening.kind} />,
        },
        {
          key: 'answers',
          header: 'Answers seen',
          cell: ({ screening }) => (screening === null ? 'Not asked often enough' : <Answers screening={screening} />),
        },
        { key: 'reason', header: 'Why', cell: (prompt) => <span className={styles.reason}>{prompt.reason}</span> },
      ]}
    />
  );
}

/** The answers seen most, each with how often. */
function Answers({ screening: { answers, asked, measured, distinct } }: { screening: PromptScreening }) {
  return (
    <ul className={styles.answers}>
      {answers.map(({ text, count }) => (
        <li key={text}>
          <span className={styles.count}>{count} ×</span> <code>{text === '' ? '(empty)' : text}</code>
        </li>
      ))}
      {distinct > answers.length && <li>and {formatCount(distinct - answers.length, 'more', 'more')}</li>}
      {measured < asked && <li>{formatCount(asked - measured)} not measured</li>}
    </ul>
  );
}
