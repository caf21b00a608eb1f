'use client';

import { IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import type { AuditEntry } from '#lib/contract/people.ts';
import { fieldLabel } from '#lib/policy/field-labels.ts';
import { auditValue, type Names } from './audit-values.ts';
import styles from './settings.module.css';

interface AuditTableProps {
  entries: readonly AuditEntry[];
  people: Names;
  empty: ReactNode;
}

const ACTOR_KIND: Record<AuditEntry['actor']['kind'], string> = {
  user: '',
  token: 'API token',
  system: 'by itself',
};

/** Audit entries with what changed from what to what. */
export function AuditTable({ entries, people, empty }: AuditTableProps) {
  return (
    <DataTable
      caption="Audit log"
      rows={entries}
      rowId={(entry) => entry.id}
      empty={empty}
      columns={[
        { key: 'summary', header: 'What', cell: (entry) => <span className={styles.name}>{entry.summary}</span> },
        { key: 'changes', header: 'Changes', cell: (entry) => <Changes changes={entry.changes} people={people} /> },
        {
          key: 'who',
          header: 'Who',
          cell: ({ actor }) => (
            <>
              {actor.name} <span className={styles.dimmed}>{ACTOR_KIND[actor.kind]}</span>
            </>
          ),
        },
        {
          key: 'action',
          header: 'Action',
          nowrap: true,
          cell: (entry) => <code className={styles.dimmed}>{entry.action}</code>,
        },
        { key: 'at', header: 'When', nowrap: true, cell: (entry) => <Time at={entry.at} focusable={false} /> },
      ]}
    />
  );
}

function Changes({ changes, people }: { changes: AuditEntry['changes']; people: Names }) {
  if (changes === null || Object.keys(changes).length === 0) return null;
  return (
    <dl className={styles.changes}>
      {Object.entries(changes).map(([field, { from, to }]) => (
        <div key={field}>
          <dt>{fieldLabel(field)}</dt>
          <dd>
            {auditValue(field, from, people)} <IconArrowRight size={12} aria-label="to" role="img" />{' '}
            {auditValue(field, to, people)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
