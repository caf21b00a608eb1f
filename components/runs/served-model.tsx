'use client';

import { DataTable } from '#components/table/data-table.tsx';
import type { ServedModelView } from '#lib/contract/signals.ts';
import { formatCount } from '#lib/format/numbers.ts';
import styles from './served-table.module.css';

interface Named {
  what: string;
  name: string;
  baseline: number;
  tonight: number;
}

/** Who served, before and now. Evidence of its own kind: names change without behaviour and behaviour without names. */
export function ServedModel({ served }: { served: ServedModelView }) {
  const { findings, models, fingerprints, promptTokensChanged, promptTokensCompared } = served;
  return (
    <>
      <div className={styles.findings}>
        {findings.length === 0 ? (
          <p>Nothing changed in what the gateway says of who answers.</p>
        ) : (
          findings.map((finding) => <p key={finding}>{finding}</p>)
        )}
        {promptTokensCompared > 0 && (
          <p>
            {promptTokensChanged === 0
              ? `All ${formatCount(promptTokensCompared, 'prompt')} cost as many input tokens as before.`
              : `${formatCount(promptTokensChanged)} of ${formatCount(promptTokensCompared, 'prompt')} cost another number of input tokens than ever before.`}
          </p>
        )}
      </div>
      <DataTable
        caption="Models and fingerprints that the gateway named, before and now"
        rows={[...named('Model', models), ...named('Fingerprint', fingerprints)]}
        rowId={(row) => `${row.what} ${row.name}`}
        columns={[
          { key: 'name', header: 'Named', cell: (row) => <code className={styles.value}>{row.name}</code> },
          { key: 'what', header: 'As', nowrap: true, cell: (row) => row.what },
          { key: 'baseline', header: 'Baseline', numeric: true, cell: (row) => times(row.baseline) },
          { key: 'tonight', header: 'This run', numeric: true, cell: (row) => times(row.tonight) },
        ]}
      />
    </>
  );
}

function named(what: string, { baseline, tonight }: ServedModelView['models']): Named[] {
  const names = [...new Set([...Object.keys(baseline), ...Object.keys(tonight)])];
  return names.map((name) => ({ what, name, baseline: baseline[name] ?? 0, tonight: tonight[name] ?? 0 }));
}

function times(count: number): string {
  return count === 0 ? 'never' : formatCount(count);
}
