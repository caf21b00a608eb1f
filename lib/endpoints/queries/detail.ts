import { latestSelfCheck } from '#lib/channels/model/self-check/latest.ts';
import type { EndpointDetail } from '#lib/contract/endpoints.ts';
import type { Context } from '#lib/platform/context.ts';
import { EVALUATED_CHECK, NIGHT_SELECT, toNight } from '#lib/runs/queries/nights.ts';
import { BASELINE_SELECT, toBaselineView } from './baseline-view.ts';
import { getEndpointView } from './view.ts';

/** Checks on an endpoint's history chart: a quarter of nightly runs. */
const HISTORY_CHECKS = 90;

/** Baselines listed on an endpoint's page, the newest first. */
const LISTED_BASELINES = 50;

/**
 * One endpoint with its latest evaluated checks, oldest first, its baselines, newest first, and what the one in force
 * showed when it was compared with itself.
 *
 * @throws TidemarkError `not_found`.
 */
export async function getEndpoint(ctx: Pick<Context, 'db' | 'now'>, endpointId: number): Promise<EndpointDetail> {
  const [view, checks, baselines, selfCheck] = await Promise.all([
    getEndpointView(ctx, endpointId),
    ctx.db.run.findMany({
      where: { endpointId, ...EVALUATED_CHECK },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: HISTORY_CHECKS,
      select: NIGHT_SELECT,
    }),
    ctx.db.baseline.findMany({
      where: { endpointId },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: LISTED_BASELINES,
      select: BASELINE_SELECT,
    }),
    latestSelfCheck(ctx.db, endpointId),
  ]);
  return { ...view, history: checks.toReversed().map(toNight), baselines: baselines.map(toBaselineView), selfCheck };
}
