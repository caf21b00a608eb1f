'use client';

import { DataTable } from '#components/table/data-table.tsx';
import type { RunDetail } from '#lib/contract/runs.ts';
import { formatCount } from '#lib/format/numbers.ts';
import styles from './served-table.module.css';

type Served = RunDetail['served'][number];

const FIELD_LABEL: Record<string, string> = {
  model: 'Model',
  systemFingerprint: 'System fingerprint',
  modelGroup: 'Model group',
  deploymentId: 'Deployment',
  apiBase: 'Provider address',
  gatewayVersion: 'Gateway version',
};

/** What the gateway said about who answered. More than one value in a field is worth a look. */
export function ServedTable({ served }: { served: readonly Served[] }) {
  return (
    <DataTable
      caption="What the gateway said about who answered"
      rows={served}
      rowId={(row) => `${row.field} ${row.value}`}
      columns={[
        { key: 'field', header: 'Field', nowrap: true, cell: (row) => FIELD_LABEL[row.field] ?? row.field },
        { key: 'value', header: 'Value', cell: (row) => <code className={styles.value}>{row.value}</code> },
        { key: 'samples', header: 'Answers', numeric: true, cell: (row) => formatCount(row.samples) },
      ]}
    />
  );
}
