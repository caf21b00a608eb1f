'use client';

import { DataTable } from '#components/table/data-table.tsx';
import type { ThresholdView } from '#lib/contract/settings.ts';

const figures = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 6 });

/** The numbers the detectors judge by, with unit and meaning. */
export function ThresholdTable({ thresholds }: { thresholds: readonly ThresholdView[] }) {
  return (
    <DataTable
      caption="Thresholds"
      rows={thresholds}
      rowId={(threshold) => threshold.name}
      columns={[
        { key: 'name', header: 'Threshold', nowrap: true, cell: (threshold) => threshold.name },
        {
          key: 'value',
          header: 'Value',
          numeric: true,
          nowrap: true,
          cell: (threshold) => figures.format(threshold.value),
        },
        { key: 'unit', header: 'Unit', nowrap: true, cell: (threshold) => threshold.unit },
        { key: 'meaning', header: 'Meaning', cell: (threshold) => threshold.meaning },
      ]}
    />
  );
}
