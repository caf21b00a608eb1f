import Link from 'next/link';
import { DriftStateBadge } from '#components/drift/drift-badges.tsx';
import { OwnerName } from '#components/drift/owner-name.tsx';
import styles from '#components/flags/flags.module.css';
import type { Column } from '#components/table/columns.ts';
import { Time } from '#components/time/time.tsx';
import { SeverityBadge } from '#components/ui/severity-badge.tsx';
import type { PolicyDriftView } from '#lib/contract/drift/objects.ts';
import { routes } from '#lib/contract/routes.ts';

/** Characters of a hash that are shown; the whole of it stands in its title. */
const SHOWN = 10;

/** Columns of a list of policies that differ. */
export const POLICY_COLUMNS: Column<PolicyDriftView>[] = [
  {
    key: 'policy',
    header: 'Policy',
    cell: ({ severity, namespace, name }) => (
      <span className={styles.name}>
        {severity !== null && <SeverityBadge severity={severity} />}
        {namespace === '' ? name : `${namespace}/${name}`}
      </span>
    ),
  },
  { key: 'kind', header: 'Kind', nowrap: true, cell: ({ kind }) => kind },
  { key: 'cluster', header: 'Cluster', cell: ({ owner }) => <OwnerName owner={owner} /> },
  { key: 'tier', header: 'Tier', nowrap: true, cell: ({ tier }) => (tier === null ? '–' : `T${tier}`) },
  { key: 'git', header: 'Git asks for', nowrap: true, cell: ({ expectedHash }) => <Hash hash={expectedHash} /> },
  { key: 'live', header: 'Applies', nowrap: true, cell: ({ liveHash }) => <Hash hash={liveHash} /> },
  { key: 'state', header: 'State', nowrap: true, cell: ({ state }) => <DriftStateBadge state={state} /> },
  {
    key: 'since',
    header: 'First seen',
    nowrap: true,
    cell: ({ firstSeenAt }) => <Time at={firstSeenAt} focusable={false} />,
  },
  {
    key: 'incident',
    header: 'Incident',
    nowrap: true,
    cell: ({ incidentId }) =>
      incidentId === null ? '–' : <Link href={routes.incident(incidentId)}>#{incidentId}</Link>,
  },
];

function Hash({ hash }: { hash: string | null }) {
  return hash === null ? 'no such policy' : <code title={hash}>{hash.slice(0, SHOWN)}</code>;
}
