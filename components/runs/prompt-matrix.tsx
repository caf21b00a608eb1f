'use client';

import { IconClock, IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { PromptLink } from '#components/prompts/prompt-link.tsx';
import { signalLabel } from '#components/signals/words.ts';
import type { Column } from '#components/table/columns.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { MovementBadge } from '#components/ui/status-badge.tsx';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { RunPromptRow } from '#lib/contract/runs.ts';
import type { SignalView } from '#lib/contract/signals.ts';
import { Delta } from './delta.tsx';
import styles from './prompt-matrix.module.css';
import { SignalMark } from './signal-mark.tsx';

interface PromptMatrixProps {
  prompts: readonly RunPromptRow[];
  /** Signals of the run, in the order of their columns; none before it is evaluated. */
  signals: readonly SignalView[];
  onOpen: (promptId: number) => void;
  empty: ReactNode;
}

/** One row a prompt, one cell a signal: moved or not, in words, shape and colour. */
export function PromptMatrix({ prompts, signals, onOpen, empty }: PromptMatrixProps) {
  const columns: Column<RunPromptRow>[] = [
    {
      key: 'prompt',
      header: 'Prompt',
      nowrap: true,
      sortBy: (row) => row.key,
      cell: (row) => (
        <>
          <PromptLink promptId={row.promptId} name={row.key} onOpen={onOpen} />
          <span className={styles.kind}>
            {row.category}, {row.stratum}
          </span>
        </>
      ),
    },
    { key: 'answer', header: 'Answer', nowrap: true, sortBy: (row) => row.movement, cell: answerCell },
    {
      key: 'delta',
      header: 'Differs',
      numeric: true,
      nowrap: true,
      sortBy: (row) => row.deltaShare,
      cell: (row) => <Delta deltaRate={row.deltaShare} noiseRate={row.noiseShare} />,
    },
    ...signals.filter(sawAPrompt(prompts)).map(
      (signal): Column<RunPromptRow> => ({
        key: signal.name,
        header: signalLabel(signal.name),
        mark: true,
        cell: (row) => <SignalMark prompt={row} signal={signal} onOpen={onOpen} />,
      }),
    ),
    { key: 'reason', header: 'Why', wide: true, cell: (row) => <span className={styles.reason}>{row.reason}</span> },
  ];
  return (
    <DataTable
      caption="Prompts of this run, how their answers moved and which signals saw it"
      columns={columns}
      rows={prompts}
      rowId={(row) => row.promptId}
      keys={[]}
      sortParam="sort"
      empty={empty}
    />
  );
}

/** Signals that judge the run as a whole, or nothing of it, have no column. */
function sawAPrompt(prompts: readonly RunPromptRow[]) {
  const seen = new Set(prompts.flatMap((prompt) => prompt.signals.map(({ name }) => name)));
  return (signal: SignalView) => seen.has(signal.name);
}

function answerCell(row: RunPromptRow): ReactNode {
  if (row.movement !== null) return <MovementBadge movement={row.movement} />;
  if (row.samplesStored === 0) {
    return <ToneBadge tone="grey" icon={IconClock} label="Waiting" meaning="No answer is stored yet." />;
  }
  const label = `${row.samplesStored} of ${row.samplesPlanned} stored`;
  return <ToneBadge tone="teal" icon={IconDots} label={label} meaning="Stored, not compared." />;
}
