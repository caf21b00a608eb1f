import { ClearedBadge } from '#components/drift/drift-badges.tsx';
import type { Column } from '#components/table/columns.ts';
import { Time } from '#components/time/time.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { SeverityBadge } from '#components/ui/severity-badge.tsx';
import { IncidentStatusBadge } from '#components/ui/status-badge.tsx';
import type { IncidentSummary } from '#lib/contract/incidents.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { CHANNEL_LABEL } from '#lib/policy/labels.ts';
import styles from './incident-columns.module.css';

/** What an incident is about: an endpoint, a repository, a cluster or a flagd. */
export function subjectOf(
  incident: Pick<IncidentSummary, 'endpoint' | 'repository' | 'cluster' | 'flagSource'>,
): { name: string; isDemo: boolean } | null {
  return incident.repository ?? incident.endpoint ?? incident.cluster ?? incident.flagSource;
}

/** Columns of a list of incidents, by name. */
export const INCIDENT_COLUMNS = {
  incident: {
    key: 'severity',
    header: 'Incident',
    sortBy: (incident) => `${incident.severity} ${incident.title}`,
    cell: (incident) => (
      <span className={styles.incident}>
        <SeverityBadge severity={incident.severity} />
        <span>{incident.title}</span>
      </span>
    ),
  },
  status: {
    key: 'status',
    header: 'Status',
    nowrap: true,
    sortBy: (incident) => incident.status,
    cell: ({ status, clearedAt }) => (
      <span className={styles.status}>
        <IncidentStatusBadge status={status} />
        {clearedAt !== null && status !== 'resolved' && <ClearedBadge />}
      </span>
    ),
  },
  channel: {
    key: 'channel',
    header: 'Channel',
    nowrap: true,
    sortBy: (incident) => incident.channel,
    cell: (incident) => CHANNEL_LABEL[incident.channel].label,
  },
  subject: {
    key: 'subject',
    header: 'Subject',
    sortBy: (incident) => subjectOf(incident)?.name ?? null,
    cell: (incident) => {
      const subject = subjectOf(incident);
      return (
        subject && (
          <>
            {subject.name} {subject.isDemo && <DemoTag />}
          </>
        )
      );
    },
  },
  age: {
    key: 'age',
    header: 'Opened',
    nowrap: true,
    sortBy: (incident) => incident.openedAt,
    cell: (incident) => <Time at={incident.openedAt} focusable={false} />,
  },
  owner: {
    key: 'owner',
    header: 'Owner',
    nowrap: true,
    sortBy: (incident) => incident.assignee?.name ?? null,
    cell: (incident) => incident.assignee?.name ?? <span className={styles.nobody}>Nobody</span>,
  },
  occurrences: {
    key: 'occurrences',
    header: 'Seen',
    numeric: true,
    nowrap: true,
    sortBy: (incident) => incident.occurrences,
    cell: (incident) => formatCount(incident.occurrences, 'time'),
  },
  lastSeen: {
    key: 'lastSeen',
    header: 'Last seen',
    nowrap: true,
    sortBy: (incident) => incident.lastSeenAt,
    cell: (incident) => <Time at={incident.lastSeenAt} focusable={false} />,
  },
} as const satisfies Record<string, Column<IncidentSummary>>;
