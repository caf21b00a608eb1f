import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { listClusters } from '#lib/clusters/registry/view.ts';
import { listClusterScans } from '#lib/clusters/scans/view.ts';
import { driftByDay } from '#lib/drift/queries/by-day.ts';
import { listDriftObjects } from '#lib/drift/queries/list.ts';
import { parseDayFilters, parseDriftFilters } from './code-filters.ts';
import { CodeScreen } from './code-screen.tsx';
import { LATEST_SCANS, MOST_CLUSTERS } from './list-sizes.ts';

export const metadata: Metadata = { title: 'Code' };

interface CodePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What runs that git does not say? */
export default async function CodePage({ searchParams }: CodePageProps) {
  const { ctx } = await requireUser();
  const params = await searchParams;
  const query = parseDriftFilters(params);
  const [clusters, byDay, objects, scans] = await Promise.all([
    listClusters(ctx, { limit: MOST_CLUSTERS }),
    driftByDay(ctx, parseDayFilters(params)),
    listDriftObjects(ctx, query),
    listClusterScans(ctx.db, { clusterId: query.clusterId, limit: LATEST_SCANS }),
  ]);
  return <CodeScreen clusters={clusters} byDay={byDay} objects={objects} scans={scans} />;
}
