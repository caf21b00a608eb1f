import Link from 'next/link';
import { OwnerName } from '#components/drift/owner-name.tsx';
import type { Column } from '#components/table/columns.ts';
import { Time } from '#components/time/time.tsx';
import { SeverityBadge } from '#components/ui/severity-badge.tsx';
import type { FlagDriftView } from '#lib/contract/drift/flags.ts';
import { routes } from '#lib/contract/routes.ts';
import { DecisionBadge } from './decision-table.tsx';
import { FLAG_PART_LABEL, flagTitle } from './flag-words.ts';
import styles from './flags.module.css';

/** Columns of a list of flags that differ. */
export const FLAG_COLUMNS: Column<FlagDriftView>[] = [
  {
    key: 'flag',
    header: 'Flag',
    cell: (flag) => (
      <span className={styles.name}>
        {flag.severity !== null && <SeverityBadge severity={flag.severity} />}
        {flagTitle(flag)}
      </span>
    ),
  },
  {
    key: 'flagd',
    header: 'Flag source',
    cell: ({ owner }) => <OwnerName owner={owner} />,
  },
  {
    key: 'parts',
    header: 'Differs in',
    cell: ({ deltas }) => deltas.map(({ part }) => FLAG_PART_LABEL[part]).join(', '),
  },
  {
    key: 'since',
    header: 'Last seen',
    nowrap: true,
    cell: ({ lastSeenAt }) => <Time at={lastSeenAt} focusable={false} />,
  },
  {
    key: 'decision',
    header: 'Decided',
    cell: ({ decisions: [last] }) =>
      last === undefined ? <span className={styles.dimmed}>not yet</span> : <DecisionBadge decision={last} />,
  },
  {
    key: 'incident',
    header: 'Incident',
    nowrap: true,
    cell: ({ incidentId }) =>
      incidentId === null ? '–' : <Link href={routes.incident(incidentId)}>#{incidentId}</Link>,
  },
];
