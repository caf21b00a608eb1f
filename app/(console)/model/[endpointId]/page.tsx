import type { Metadata } from 'next';
import { foundOr404, idOrNotFound } from '#app/(console)/found-or-404.ts';
import { requireUser } from '#lib/auth/session.ts';
import { getEndpoint } from '#lib/endpoints/queries/detail.ts';
import { listRuns } from '#lib/runs/queries/list.ts';
import { EndpointScreen } from './endpoint-screen.tsx';
import { LATEST_RUNS } from './latest-runs.ts';

export const metadata: Metadata = { title: 'Endpoint' };

interface EndpointPageProps {
  params: Promise<{ endpointId: string }>;
}

export default async function EndpointPage({ params }: EndpointPageProps) {
  const { ctx } = await requireUser();
  const endpointId = idOrNotFound((await params).endpointId);
  const [endpoint, runs] = await Promise.all([
    foundOr404(getEndpoint(ctx, endpointId)),
    listRuns(ctx.db, { endpointId, limit: LATEST_RUNS }),
  ]);
  return <EndpointScreen initial={endpoint} initialRuns={runs} />;
}
