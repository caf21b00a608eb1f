import Link from 'next/link';
import { Delta } from '#components/runs/delta.tsx';
import type { Column } from '#components/table/columns.ts';
import { Time } from '#components/time/time.tsx';
import { DemoTag } from '#components/ui/demo-tag.tsx';
import { EndpointStatusBadge } from '#components/ui/status-badge.tsx';
import type { EndpointView } from '#lib/contract/endpoints.ts';
import { routes } from '#lib/contract/routes.ts';
import styles from './endpoint-columns.module.css';
import { baselineWords } from './endpoint-facts.ts';
import { EndpointVerdict } from './endpoint-verdict.tsx';

/** Columns of the list of endpoints. */
export const endpointColumns: readonly Column<EndpointView>[] = [
  { key: 'name', header: 'Endpoint', sortBy: (endpoint) => endpoint.name, cell: (endpoint) => endpoint.name },
  {
    key: 'model',
    header: 'Model',
    sortBy: (endpoint) => endpoint.model,
    cell: (endpoint) => (
      <>
        <span className={styles.model}>{endpoint.model}</span>
        <span className={styles.gateway}>
          {endpoint.gateway.name} {endpoint.gateway.isDemo && <DemoTag />}
        </span>
      </>
    ),
  },
  {
    key: 'verdict',
    header: 'Last verdict',
    nowrap: true,
    sortBy: (endpoint) => endpoint.lastCheck?.verdict ?? null,
    cell: (endpoint) => <EndpointVerdict endpoint={endpoint} />,
  },
  {
    key: 'delta',
    header: 'Differs',
    numeric: true,
    nowrap: true,
    sortBy: (endpoint) => endpoint.lastCheck?.deltaRate ?? null,
    cell: (endpoint) => (
      <Delta deltaRate={endpoint.lastCheck?.deltaRate ?? null} noiseRate={endpoint.lastCheck?.noiseRate ?? null} />
    ),
  },
  { key: 'baseline', header: 'Baseline', nowrap: true, cell: (endpoint) => baselineWords(endpoint.baseline) },
  {
    key: 'last',
    header: 'Last check',
    nowrap: true,
    sortBy: (endpoint) => endpoint.lastCheck?.createdAt ?? null,
    cell: ({ lastCheck }) =>
      lastCheck === null ? 'Never' : <Time at={lastCheck.finishedAt ?? lastCheck.createdAt} focusable={false} />,
  },
  {
    key: 'next',
    header: 'Next check',
    nowrap: true,
    cell: (endpoint) => <Next endpoint={endpoint} />,
  },
  {
    key: 'incident',
    header: 'Incident',
    nowrap: true,
    cell: ({ openIncidentId }) =>
      openIncidentId === null ? null : <Link href={routes.incident(openIncidentId)}>#{openIncidentId}</Link>,
  },
];

function Next({ endpoint }: { endpoint: EndpointView }) {
  if (endpoint.activeRunId !== null) return <Link href={routes.run(endpoint.activeRunId)}>Running now</Link>;
  if (endpoint.nextRunAt === null) return <EndpointStatusBadge status={endpoint.status} />;
  return <Time at={endpoint.nextRunAt} focusable={false} />;
}
