import type { Metadata } from 'next';
import { foundOr404, idOrNotFound } from '#app/(console)/found-or-404.ts';
import { requireUser } from '#lib/auth/session.ts';
import { listBaselines } from '#lib/baselines/queries/list.ts';
import { getEndpoint } from '#lib/endpoints/queries/detail.ts';
import { getEndpointHistory } from '#lib/endpoints/queries/history.ts';
import { listRuns } from '#lib/runs/queries/list.ts';
import { EndpointScreen } from './endpoint-screen.tsx';
import { nightsOf, RANGE_PARAM } from './history-range.ts';
import { LATEST_BASELINES, LATEST_RUNS } from './latest-runs.ts';

export const metadata: Metadata = { title: 'Endpoint' };

interface EndpointPageProps {
  params: Promise<{ endpointId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function EndpointPage({ params, searchParams }: EndpointPageProps) {
  const { ctx } = await requireUser();
  const endpointId = idOrNotFound((await params).endpointId);
  const nights = nightsOf((await searchParams)[RANGE_PARAM]?.toString());
  const [endpoint, runs, history, baselines] = await Promise.all([
    foundOr404(getEndpoint(ctx, endpointId)),
    listRuns(ctx.db, { endpointId, limit: LATEST_RUNS }),
    foundOr404(getEndpointHistory(ctx.db, endpointId, { nights })),
    foundOr404(listBaselines(ctx.db, endpointId, { limit: LATEST_BASELINES })),
  ]);
  return (
    <EndpointScreen
      initial={endpoint}
      initialRuns={runs}
      initialHistory={{ nights, history }}
      initialBaselines={baselines}
    />
  );
}
