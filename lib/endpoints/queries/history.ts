import type { Prisma } from '#generated/prisma/client.ts';
import type { EndpointHistory, HistoryNight } from '#lib/contract/baselines.ts';
import type { Db } from '#lib/platform/db.ts';
import { invariant } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { CUSUM_ALARM, FIRING_P } from '#lib/policy/thresholds.ts';
import { NIGHT_PARTS_SELECT, servedTonight, toConfirmationRef } from '#lib/runs/queries/night.ts';
import { EVALUATED_CHECK } from '#lib/runs/queries/nights.ts';
import { HASH_DELTA } from '#lib/runs/queries/summary.ts';
import { historyMarkers } from './history-markers.ts';

const NIGHT_SELECT = {
  id: true,
  trigger: true,
  night: true,
  finishedAt: true,
  verdict: true,
  baselineId: true,
  pValue: true,
  costUsd: true,
  judgeCostUsd: true,
  comparison: true,
  step: NIGHT_PARTS_SELECT.step,
  confirmation: NIGHT_PARTS_SELECT.confirmation,
  signals: {
    orderBy: { name: 'asc' },
    select: { name: true, value: true, noise: true, threshold: true, pValue: true, pAdjusted: true, fired: true },
  },
  incidents: { orderBy: { incidentId: 'desc' }, take: 1, select: { incidentId: true } },
} as const satisfies Prisma.RunSelect;

/**
 * The latest judged checks of an endpoint, oldest first, with what happened to it in that time; with `until` those up to
 * that run, and what happened before the next one.
 *
 * @throws TidemarkError `not_found`.
 */
export async function getEndpointHistory(
  db: Db,
  endpointId: number,
  { nights, until }: { nights: number; until?: number | undefined },
): Promise<EndpointHistory> {
  found(await db.endpoint.findUnique({ where: { id: endpointId }, select: { id: true } }), `endpoint ${endpointId}`);
  const runs = await db.run.findMany({
    where: { endpointId, ...EVALUATED_CHECK, ...(until !== undefined && { id: { lte: until } }) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: nights,
    select: NIGHT_SELECT,
  });
  const oldestFirst = runs.toReversed().map(toHistoryNight);
  const first = runs.length < nights ? undefined : oldestFirst[0];
  const since = first === undefined ? new Date(0) : new Date(first.at);
  return {
    nights: oldestFirst,
    markers: await historyMarkers(db, endpointId, since, await endOfNext(db, endpointId, until)),
    cusumAlarm: CUSUM_ALARM,
    alpha: FIRING_P,
  };
}

/** When the check after `until` ended; null where there is none. */
async function endOfNext(db: Db, endpointId: number, until: number | undefined): Promise<Date | null> {
  if (until === undefined) return null;
  const next = await db.run.findFirst({
    where: { endpointId, ...EVALUATED_CHECK, id: { gt: until } },
    orderBy: { id: 'asc' },
    select: { finishedAt: true },
  });
  return next?.finishedAt ?? null;
}

function toHistoryNight({
  id: runId,
  incidents,
  finishedAt,
  verdict,
  night,
  confirmation,
  comparison,
  ...run
}: Prisma.RunGetPayload<{ select: typeof NIGHT_SELECT }>): HistoryNight {
  invariant(finishedAt !== null && verdict !== null, `finished run ${runId} has an end and a verdict`);
  const delta = run.signals.find((signal) => signal.name === HASH_DELTA);
  return {
    runId,
    ...run,
    at: finishedAt.toISOString(),
    verdict,
    night: night?.toISOString().slice(0, 10) ?? null,
    deltaRate: delta?.value ?? null,
    noiseRate: delta?.noise ?? null,
    ...servedTonight(comparison),
    confirmation: toConfirmationRef(confirmation),
    incidentId: incidents[0]?.incidentId ?? null,
  };
}
