'use client';

import type { ReactNode } from 'react';
import type { Column } from '#components/table/columns.ts';
import { DataTable } from '#components/table/data-table.tsx';
import type { SignalView } from '#lib/contract/signals.ts';
import { MoverLinks } from './mover-links.tsx';
import { NoiseBand } from './noise-band.tsx';
import { SignalOutcome } from './signal-outcome.tsx';
import styles from './signal-table.module.css';
import { SignalWhy } from './signal-why.tsx';
import { bareP, formatSignal } from './words.ts';

interface SignalTableProps {
  caption: string;
  signals: readonly SignalView[];
  /** The run they are of. */
  source: { label: string; href: string };
  /** A link to old and new answers of a prompt. */
  linkOf: (promptId: number, name: string) => ReactNode;
  /** For signals that all fired, beside other things: no outcome, and what a value is held against below it. */
  compact?: boolean;
}

/** Signals of a run, each against its noise and its threshold, with what it rests on behind its name. */
export function SignalTable({ caption, signals, source, linkOf, compact = false }: SignalTableProps) {
  const columns: Column<SignalView>[] = [
    { key: 'name', header: 'Signal', nowrap: true, cell: (signal) => <SignalWhy signal={signal} source={source} /> },
    ...(compact ? [] : [OUTCOME]),
    {
      key: 'band',
      header: 'Against noise',
      cell: (signal) => (signal.value === null ? null : <NoiseBand signal={signal} />),
    },
    ...(compact ? COMPACT_NUMBERS : NUMBERS),
    {
      key: 'movers',
      header: 'Prompts behind it',
      wide: true,
      cell: (signal) => (
        <div className={styles.prompts}>
          <MoverLinks signal={signal} linkOf={linkOf} />
        </div>
      ),
    },
  ];
  return <DataTable caption={caption} rows={signals} rowId={(signal) => signal.name} columns={columns} />;
}

const OUTCOME: Column<SignalView> = {
  key: 'outcome',
  header: 'Outcome',
  nowrap: true,
  cell: (signal) => <SignalOutcome signal={signal} />,
};

const ADJUSTED = number('adjusted', 'Adjusted p', ({ pAdjusted }) => bareP(pAdjusted));

const NUMBERS = [
  number('value', 'Value', ({ name, value }) => formatSignal(name, value)),
  number('noise', 'Noise', ({ name, noise }) => formatSignal(name, noise)),
  number('threshold', 'Threshold', ({ name, threshold }) => formatSignal(name, threshold)),
  number('p', 'p', ({ pValue }) => bareP(pValue)),
  ADJUSTED,
];

const COMPACT_NUMBERS: Column<SignalView>[] = [
  {
    key: 'value',
    header: 'Value',
    nowrap: true,
    cell: ({ name, value, noise, threshold }) => (
      <>
        {formatSignal(name, value)}
        <span className={styles.against}>
          noise {formatSignal(name, noise)}, threshold {formatSignal(name, threshold)}
        </span>
      </>
    ),
  },
  ADJUSTED,
];

function number(key: string, header: string, cell: (signal: SignalView) => string): Column<SignalView> {
  return { key, header, numeric: true, nowrap: true, cell };
}
