'use client';

import { IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import type { AuditEntry } from '#lib/contract/people.ts';
import styles from './settings.module.css';

interface AuditTableProps {
  entries: readonly AuditEntry[];
  empty: ReactNode;
}

const ACTOR_KIND: Record<AuditEntry['actor']['kind'], string> = {
  user: '',
  token: 'API token',
  system: 'by itself',
};

/** Audit entries with what changed from what to what. */
export function AuditTable({ entries, empty }: AuditTableProps) {
  return (
    <DataTable
      caption="Audit log"
      rows={entries}
      rowId={(entry) => entry.id}
      empty={empty}
      columns={[
        { key: 'summary', header: 'What', cell: (entry) => <span className={styles.name}>{entry.summary}</span> },
        { key: 'changes', header: 'Changes', cell: (entry) => <Changes changes={entry.changes} /> },
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

function Changes({ changes }: { changes: AuditEntry['changes'] }) {
  if (changes === null || Object.keys(changes).length === 0) return null;
  return (
    <dl className={styles.changes}>
      {Object.entries(changes).map(([field, { from, to }]) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>
            {shown(from)} <IconArrowRight size={12} aria-label="to" role="img" /> {shown(to)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
