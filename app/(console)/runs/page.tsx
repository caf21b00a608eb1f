import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { listEndpoints } from '#lib/endpoints/queries/list.ts';
import { listRuns } from '#lib/runs/queries/list.ts';
import { parseRunFilters } from './run-filters.ts';
import { RunsScreen } from './runs-screen.tsx';

export const metadata: Metadata = { title: 'Runs' };

/** Endpoints offered in the filter. */
const ENDPOINT_CHOICES = 200;

interface RunsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function RunsPage({ searchParams }: RunsPageProps) {
  const { ctx } = await requireUser();
  const [runs, endpoints] = await Promise.all([
    listRuns(ctx.db, parseRunFilters(await searchParams)),
    listEndpoints(ctx, { limit: ENDPOINT_CHOICES }),
  ]);
  return <RunsScreen initial={runs} endpoints={endpoints.items.map(({ id, name }) => ({ id, name }))} />;
}
