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
}

/** Signals of a run, each against its noise and its threshold, with what it rests on behind its name. */
export function SignalTable({ caption, signals, source, linkOf }: SignalTableProps) {
  const columns: Column<SignalView>[] = [
    { key: 'name', header: 'Signal', nowrap: true, cell: (signal) => <SignalWhy signal={signal} source={source} /> },
    { key: 'outcome', header: 'Outcome', nowrap: true, cell: (signal) => <SignalOutcome signal={signal} /> },
    {
      key: 'band',
      header: 'Against noise',
      cell: (signal) => (signal.value === null ? null : <NoiseBand signal={signal} />),
    },
    ...numbers,
    {
      key: 'movers',
      header: 'Prompts behind it',
      cell: (signal) => (
        <div className={styles.prompts}>
          <MoverLinks signal={signal} linkOf={linkOf} />
        </div>
      ),
    },
  ];
  return <DataTable caption={caption} rows={signals} rowId={(signal) => signal.name} columns={columns} />;
}

const numbers: Column<SignalView>[] = [
  number('value', 'Value', ({ name, value }) => formatSignal(name, value)),
  number('noise', 'Noise', ({ name, noise }) => formatSignal(name, noise)),
  number('threshold', 'Threshold', ({ name, threshold }) => formatSignal(name, threshold)),
  number('p', 'p', ({ pValue }) => bareP(pValue)),
  number('adjusted', 'Adjusted p', ({ pAdjusted }) => bareP(pAdjusted)),
];

function number(key: string, header: string, cell: (signal: SignalView) => string): Column<SignalView> {
  return { key, header, numeric: true, nowrap: true, cell };
}
