import { IconHistory } from '@tabler/icons-react';
import Link from 'next/link';
import { SafeText } from '#components/diff/safe-text.tsx';
import type { Column } from '#components/table/columns.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { useNowMs } from '#components/time/now.tsx';
import { Time } from '#components/time/time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { SeverityBadge } from '#components/ui/severity-badge.tsx';
import type { OccurrenceView } from '#lib/contract/drift/objects.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatDurationMs } from '#lib/format/numbers.ts';
import { DRIFT_ORIGIN_LABEL } from '#lib/policy/drift-labels.ts';
import styles from './drift.module.css';
import { FindingCounts } from './drift-badges.tsx';
import { countKinds } from './object-words.ts';

/** Every time that an object drifted: how it was found, for how long, how urgent and why. The newest first. */
export function OccurrenceTable({ history }: { history: readonly OccurrenceView[] }) {
  const nowMs = useNowMs();
  return (
    <DataTable
      caption="Times that it drifted, the newest first"
      rows={history}
      rowId={({ id }) => id}
      columns={columnsAt(nowMs)}
      empty={
        <EmptyState icon={IconHistory} title="It has not drifted by itself">
          What ignore rules hide altogether is no occurrence.
        </EmptyState>
      }
    />
  );
}

function columnsAt(nowMs: number): Column<OccurrenceView>[] {
  return [
    {
      key: 'began',
      header: 'Began',
      nowrap: true,
      cell: ({ firstSeenAt }) => <Time at={firstSeenAt} focusable={false} />,
    },
    { key: 'lasted', header: 'Lasted', nowrap: true, cell: (occurrence) => lasted(occurrence, nowMs) },
    {
      key: 'origin',
      header: 'Found by',
      nowrap: true,
      cell: ({ origin }) => <span title={DRIFT_ORIGIN_LABEL[origin].meaning}>{DRIFT_ORIGIN_LABEL[origin].label}</span>,
    },
    {
      key: 'what',
      header: 'What',
      cell: ({ findings, note }) => (
        <div className={styles.place}>
          {findings.length > 0 && <FindingCounts findings={countKinds(findings)} />}
          {note !== null && (
            <span className={styles.meaning}>
              <SafeText text={note} whitespace={false} />
            </span>
          )}
        </div>
      ),
    },
    {
      key: 'severity',
      header: 'Severity, and why',
      wide: true,
      cell: ({ severity, rule }) => (
        <span className={styles.why}>
          {severity !== null && <SeverityBadge severity={severity} />} {rule}
        </span>
      ),
    },
    {
      key: 'incident',
      header: 'Incident',
      nowrap: true,
      cell: ({ incidentId }) =>
        incidentId === null ? '–' : <Link href={routes.incident(incidentId)}>#{incidentId}</Link>,
    },
  ];
}

function lasted({ firstSeenAt, correctedAt }: OccurrenceView, nowMs: number) {
  const end = correctedAt === null ? nowMs : Date.parse(correctedAt);
  const duration = formatDurationMs(Math.max(0, end - Date.parse(firstSeenAt)));
  return correctedAt === null ? <strong>{duration}, still</strong> : duration;
}
