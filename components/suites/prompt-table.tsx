'use client';

import Link from 'next/link';
import { PromptLink } from '#components/prompts/prompt-link.tsx';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import { routes } from '#lib/contract/routes.ts';
import type { SuitePromptView } from '#lib/contract/suites.ts';
import { formatShare } from '#lib/format/numbers.ts';
import { parsePromptSpec } from '#lib/suites/format.ts';
import { expectationWords } from './expectation-words.ts';
import styles from './prompt-table.module.css';

interface PromptTableProps {
  prompts: readonly SuitePromptView[];
  onOpen: (promptId: number) => void;
}

/** The prompts of a version, with how each has behaved lately. A row opens the prompt. */
export function PromptTable({ prompts, onOpen }: PromptTableProps) {
  return (
    <DataTable
      caption="Prompts"
      rows={prompts}
      rowId={(prompt) => prompt.id}
      keys={[]}
      sortParam="sort"
      columns={[
        {
          key: 'key',
          header: 'Prompt',
          sortBy: (prompt) => prompt.key,
          cell: (prompt) => <PromptLink promptId={prompt.id} name={prompt.key} onOpen={onOpen} />,
        },
        {
          key: 'kind',
          header: 'Kind',
          nowrap: true,
          sortBy: (prompt) => `${prompt.category} ${prompt.stratum}`,
          cell: (prompt) => `${prompt.category}, ${prompt.stratum}`,
        },
        {
          key: 'why',
          header: 'Why it is asked',
          cell: (prompt) => <span className={styles.why}>{parsePromptSpec(prompt.spec).why}</span>,
        },
        {
          key: 'expect',
          header: 'Expected',
          cell: (prompt) => <span className={styles.why}>{expectationWords(parsePromptSpec(prompt.spec).expect)}</span>,
        },
        {
          key: 'variability',
          header: 'Varies by itself',
          numeric: true,
          nowrap: true,
          sortBy: (prompt) => prompt.variability,
          cell: (prompt) => formatShare(prompt.variability),
        },
        {
          key: 'moved',
          header: 'Last moved',
          nowrap: true,
          sortBy: (prompt) => prompt.lastMovedAt,
          cell: (prompt) => <LastMoved prompt={prompt} />,
        },
      ]}
    />
  );
}

/** When the answer was last new to its baseline, and in which run. */
export function LastMoved({ prompt }: { prompt: SuitePromptView }) {
  if (prompt.lastMovedRunId === null || prompt.lastMovedAt === null) return 'Never';
  return (
    <Link href={routes.runPrompt(prompt.lastMovedRunId, prompt.id)}>
      <Time at={prompt.lastMovedAt} focusable={false} />
    </Link>
  );
}
