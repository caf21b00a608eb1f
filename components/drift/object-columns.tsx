import Link from 'next/link';
import { SafeText } from '#components/diff/safe-text.tsx';
import type { Column } from '#components/table/columns.ts';
import { Time } from '#components/time/time.tsx';
import { SeverityBadge } from '#components/ui/severity-badge.tsx';
import type { DriftObjectSummary } from '#lib/contract/drift/objects.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatCount } from '#lib/format/numbers.ts';
import styles from './drift.module.css';
import { DriftStateBadge, FindingCounts } from './drift-badges.tsx';
import { OwnerName } from './owner-name.tsx';

/** Managers named in a cell; the object's page has all of them. */
const NAMED = 2;

/** Columns of a list of objects that drift, by name. */
export const OBJECT_COLUMNS = {
  object: {
    key: 'object',
    header: 'Object',
    cell: ({ severity, kind, namespace, name }) => (
      <span className={styles.object}>
        {severity === null ? <span className={styles.noSeverity}>–</span> : <SeverityBadge severity={severity} />}
        <span>
          <span className={styles.kind}>{kind}</span> {namespace !== '' && `${namespace}/`}
          {name}
        </span>
      </span>
    ),
  },
  owner: {
    key: 'owner',
    header: 'Cluster',
    cell: ({ owner }) => <OwnerName owner={owner} />,
  },
  state: { key: 'state', header: 'State', nowrap: true, cell: ({ state }) => <DriftStateBadge state={state} /> },
  findings: { key: 'findings', header: 'Differences', cell: ({ findings }) => <FindingCounts findings={findings} /> },
  managers: { key: 'managers', header: 'Written by', cell: ({ managers }) => <Managers managers={managers} /> },
  recent: {
    key: 'recent',
    header: 'In 24 h',
    numeric: true,
    nowrap: true,
    cell: ({ recent }) => formatCount(recent, 'time'),
  },
  lastSeen: {
    key: 'lastSeen',
    header: 'Last seen',
    nowrap: true,
    cell: ({ lastSeenAt }) => <Time at={lastSeenAt} focusable={false} />,
  },
  incident: {
    key: 'incident',
    header: 'Incident',
    nowrap: true,
    cell: ({ incidentId }) =>
      incidentId === null ? '–' : <Link href={routes.incident(incidentId)}>#{incidentId}</Link>,
  },
} as const satisfies Record<string, Column<DriftObjectSummary>>;

function Managers({ managers }: Pick<DriftObjectSummary, 'managers'>) {
  if (managers.length === 0) return <span className={styles.nothing}>nobody on record</span>;
  const more = managers.length - NAMED;
  return (
    <span className={styles.managers}>
      {managers.slice(0, NAMED).map((manager) => (
        <code key={manager}>
          <SafeText text={manager} whitespace={false} />
        </code>
      ))}
      {more > 0 && <span>and {more} more</span>}
    </span>
  );
}
