'use client';

import { DataTable } from '#components/table/data-table.tsx';
import type { ThresholdView } from '#lib/contract/settings.ts';

/** The numbers the detectors judge by, with unit and meaning. */
export function ThresholdTable({ thresholds }: { thresholds: readonly ThresholdView[] }) {
  return (
    <DataTable
      caption="Thresholds"
      rows={thresholds}
      rowId={(threshold) => threshold.name}
      columns={[
        { key: 'meaning', header: 'What', cell: (threshold) => threshold.meaning },
        { key: 'value', header: 'Value', numeric: true, nowrap: true, cell: (threshold) => threshold.value },
        { key: 'unit', header: 'Unit', cell: (threshold) => threshold.unit },
        { key: 'name', header: 'Name', nowrap: true, cell: (threshold) => <code>{threshold.name}</code> },
      ]}
    />
  );
}
