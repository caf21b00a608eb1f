import { eBenjaminiHochberg } from '#lib/channels/model/sequential/e-bh.ts';
import type { Overview } from '#lib/contract/overview.ts';
import type { Db } from '#lib/platform/db.ts';
import { ENDPOINTS_FALSE_DISCOVERY_RATE } from '#lib/policy/thresholds.ts';

/**
 * Which endpoints changed in the latest night that was judged, with at most ENDPOINTS_FALSE_DISCOVERY_RATE of those
 * named expected to be wrong (e-BH over the night's e-values); null before the first such night. Incidents open by each
 * endpoint's own evidence; this says what one night says of all of them together.
 */
export async function lastNight(db: Db): Promise<Overview['lastNight']> {
  const latest = await db.run.findFirst({
    where: { trigger: 'schedule', step: { isNot: null } },
    orderBy: { night: { sort: 'desc', nulls: 'last' } },
    select: { night: true },
  });
  if (latest?.night == null) return null;
  const runs = await db.run.findMany({
    where: { trigger: 'schedule', night: latest.night, step: { isNot: null }, endpoint: { status: 'active' } },
    orderBy: { id: 'asc' },
    select: { id: true, endpoint: { select: { id: true, name: true } }, step: { select: { eValue: true } } },
  });
  const judged = runs.flatMap(({ id: runId, endpoint, step }) =>
    step === null ? [] : [{ runId, endpointId: endpoint.id, name: endpoint.name, eValue: step.eValue }],
  );
  const named = eBenjaminiHochberg(
    judged.map(({ eValue }) => eValue),
    ENDPOINTS_FALSE_DISCOVERY_RATE,
  );
  return {
    night: latest.night.toISOString().slice(0, 10),
    judged: judged.length,
    falseDiscoveryRate: ENDPOINTS_FALSE_DISCOVERY_RATE,
    changed: judged.filter((_, index) => named[index]),
  };
}
