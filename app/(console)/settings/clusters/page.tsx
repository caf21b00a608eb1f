import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { listClusters } from '#lib/clusters/registry/view.ts';
import { env } from '#lib/platform/env.ts';
import { ClustersScreen } from './clusters-screen.tsx';
import { PAGE_ROWS } from './page-rows.ts';

export const metadata: Metadata = { title: 'Clusters' };

export default async function ClustersPage() {
  const { ctx } = await requireUser();
  const initial = await listClusters(ctx, { limit: PAGE_ROWS });
  return <ClustersScreen initial={initial} publicUrl={env().TIDEMARK_URL ?? null} />;
}
