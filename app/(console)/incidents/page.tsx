import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { clusterNames } from '#lib/clusters/registry/names.ts';
import { listEndpoints } from '#lib/endpoints/queries/list.ts';
import { listIncidents } from '#lib/incidents/queries/list.ts';
import { listPeople } from '#lib/people/list-users.ts';
import { parseIncidentFilters } from './incident-filters.ts';
import { IncidentsScreen } from './incidents-screen.tsx';

export const metadata: Metadata = { title: 'Incidents' };

/** Endpoints, clusters and people offered in the filters. */
const CHOICES = 200;

interface IncidentsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What needs me? */
export default async function IncidentsPage({ searchParams }: IncidentsPageProps) {
  const { ctx } = await requireUser();
  const [incidents, everything, endpoints, clusters, people] = await Promise.all([
    listIncidents(ctx.db, parseIncidentFilters(await searchParams)),
    listIncidents(ctx.db, { status: 'all', limit: 1 }),
    listEndpoints(ctx, { limit: CHOICES }),
    clusterNames(ctx.db, CHOICES),
    listPeople(ctx, { limit: CHOICES }),
  ]);
  return (
    <IncidentsScreen
      initial={incidents}
      isFirst={everything.items.length === 0}
      endpoints={endpoints.items.map(({ id, name }) => ({ id, name }))}
      clusters={clusters}
      people={people.items}
    />
  );
}
