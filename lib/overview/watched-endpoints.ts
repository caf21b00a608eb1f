import type { Db } from '#lib/platform/db.ts';
import { latestChecks } from '#lib/runs/queries/latest-checks.ts';
import { checkCountsUntil } from '#lib/schedule/nightly.ts';
import type { Watched } from './channel-cards.ts';
import { endpointState } from './endpoint-state.ts';

/** Every active endpoint with its present state, by name. */
export async function watchedEndpoints(db: Db, now: Date): Promise<(Watched & { id: number })[]> {
  const endpoints = await db.endpoint.findMany({
    where: { status: 'active' },
    orderBy: { name: 'asc' },
    select: {
      id: true,
      name: true,
      baselines: { where: { state: { in: ['ready', 'capturing'] } }, select: { id: true, state: true } },
      incidents: {
        where: { status: { not: 'resolved' }, channel: 'model' },
        orderBy: { openedAt: 'asc' },
        take: 1,
        select: { openedAt: true },
      },
    },
  });
  const ids = endpoints.map((endpoint) => endpoint.id);
  const [checks, measured] = await Promise.all([latestChecks(db, ids), lastMeasured(db, ids)]);
  return endpoints.map(({ id, name, baselines, incidents }) => {
    const check = checks.get(id);
    const facts = {
      lastCheck:
        check === undefined
          ? null
          : { ...check, reason: check.run.verdictReason, countsUntil: checkCountsUntil(check.finishedAt) },
      readyBaselineId: baselines.find((baseline) => baseline.state === 'ready')?.id ?? null,
      isCapturing: baselines.some((baseline) => baseline.state === 'capturing'),
      incidentOpenedAt: incidents[0]?.openedAt ?? null,
    };
    return { id, name, lastMeasuredAt: measured.get(id) ?? null, ...endpointState(facts, now) };
  });
}

/** When a check of each endpoint was last measured, by endpoint id. */
async function lastMeasured(db: Db, endpointIds: readonly number[]): Promise<Map<number, Date | null>> {
  const groups = await db.run.groupBy({
    by: ['endpointId'],
    where: {
      endpointId: { in: [...endpointIds] },
      purpose: 'check',
      status: 'finished',
      verdict: { not: 'unmeasured' },
    },
    _max: { finishedAt: true },
  });
  return new Map(groups.map((group) => [group.endpointId, group._max.finishedAt]));
}
