'use client';

import { IconClock, IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { PromptLink } from '#components/prompts/prompt-link.tsx';
import type { Column } from '#components/table/columns.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { MovementBadge } from '#components/ui/status-badge.tsx';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { RunPromptRow } from '#lib/contract/runs.ts';
import { Delta } from './delta.tsx';
import styles from './prompt-matrix.module.css';

interface PromptMatrixProps {
  prompts: readonly RunPromptRow[];
  onOpen: (promptId: number) => void;
  empty: ReactNode;
}

/** One row a prompt, one cell a signal: moved or not, in words, shape and colour. */
export function PromptMatrix({ prompts, onOpen, empty }: PromptMatrixProps) {
  const columns: Column<RunPromptRow>[] = [
    {
      key: 'prompt',
      header: 'Prompt',
      sortBy: (row) => row.key,
      cell: (row) => <PromptLink promptId={row.promptId} name={row.key} onOpen={onOpen} />,
    },
    {
      key: 'kind',
      header: 'Kind',
      nowrap: true,
      sortBy: (row) => `${row.category} ${row.stratum}`,
      cell: (row) => `${row.category}, ${row.stratum}`,
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
    { key: 'reason', header: 'Why', cell: (row) => <span className={styles.reason}>{row.reason}</span> },
  ];
  return (
    <DataTable
      caption="Prompts of this run and how their answers moved"
      columns={columns}
      rows={prompts}
      rowId={(row) => row.promptId}
      keys={[]}
      sortParam="sort"
      empty={empty}
    />
  );
}

function answerCell(row: RunPromptRow): ReactNode {
  if (row.movement !== null) return <MovementBadge movement={row.movement} />;
  if (row.samplesStored === 0) {
    return <ToneBadge tone="grey" icon={IconClock} label="Waiting" meaning="No answer is stored yet." />;
  }
  const label = `${row.samplesStored} of ${row.samplesPlanned} stored`;
  return <ToneBadge tone="teal" icon={IconDots} label={label} meaning="Stored, not compared." />;
}
