'use client';

import { IconCheck, IconFlame } from '@tabler/icons-react';
import { DataTable } from '#components/table/data-table.tsx';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { RunDetail } from '#lib/contract/runs.ts';
import { formatP, formatShare } from '#lib/format/numbers.ts';
import { SIGNAL_LABEL } from '#lib/policy/labels.ts';

/** Every signal of a run with its threshold and its noise beside it. */
export function SignalTable({ signals }: { signals: RunDetail['signals'] }) {
  return (
    <DataTable
      caption="Signals"
      rows={signals}
      rowId={(signal) => signal.name}
      columns={[
        { key: 'name', header: 'Signal', cell: (signal) => SIGNAL_LABEL[signal.name]?.label ?? signal.name },
        { key: 'value', header: 'Value', numeric: true, cell: (signal) => formatShare(signal.value) },
        { key: 'noise', header: 'Noise', numeric: true, cell: (signal) => formatShare(signal.noise) },
        { key: 'threshold', header: 'Threshold', numeric: true, cell: (signal) => formatShare(signal.threshold) },
        { key: 'p', header: 'By noise alone', numeric: true, nowrap: true, cell: (signal) => formatP(signal.pValue) },
        { key: 'fired', header: 'Fired', cell: (signal) => <Fired fired={signal.fired} /> },
      ]}
    />
  );
}

function Fired({ fired }: { fired: boolean }) {
  return fired ? (
    <ToneBadge tone="magenta" icon={IconFlame} label="Fired" meaning="Over its threshold and over the noise." />
  ) : (
    <ToneBadge tone="green" icon={IconCheck} label="Quiet" meaning="Not over its threshold, or not over the noise." />
  );
}
