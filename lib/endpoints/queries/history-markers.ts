import type { HistoryMarker } from '#lib/contract/baselines.ts';
import type { Db } from '#lib/platform/db.ts';
import { RESOLUTION_LABEL } from '#lib/policy/labels.ts';

const NOTHING = { incidentId: null, baselineId: null, runId: null };

/** Incidents, baseline changes and upgrades of an endpoint since `since` and before `end`, where there is one, oldest first. */
export async function historyMarkers(
  db: Db,
  endpointId: number,
  since: Date,
  end: Date | null,
): Promise<HistoryMarker[]> {
  const [incidents, baselines, upgrades] = await Promise.all([
    db.incident.findMany({
      where: { endpointId, channel: 'model', OR: [{ openedAt: { gte: since } }, { resolvedAt: { gte: since } }] },
      select: { id: true, openedAt: true, resolvedAt: true, resolution: true },
    }),
    db.baseline.findMany({
      where: { endpointId, readyAt: { not: null }, OR: [{ readyAt: { gte: since } }, { endedAt: { gte: since } }] },
      select: { id: true, readyAt: true, endedAt: true, state: true, reason: true, endedReason: true },
    }),
    db.run.findMany({
      where: { endpointId, trigger: 'upgrade', createdAt: { gte: since } },
      select: { id: true, createdAt: true },
    }),
  ]);
  const markers = [
    ...incidents.flatMap(({ id: incidentId, openedAt, resolvedAt, resolution }) => [
      marker('incident_opened', openedAt, `Incident ${incidentId} opened`, { incidentId }),
      ...(resolvedAt === null || resolution === null
        ? []
        : [
            marker('incident_resolved', resolvedAt, `Incident ${incidentId}: ${RESOLUTION_LABEL[resolution].label}`, {
              incidentId,
            }),
          ]),
    ]),
    ...baselines.flatMap(({ id: baselineId, readyAt, endedAt, state, reason, endedReason }) => [
      ...(readyAt === null
        ? []
        : [marker('baseline_ready', readyAt, told(`Baseline ${baselineId}`, reason), { baselineId })]),
      // The one that takes a superseded one's place marks the same moment.
      ...(endedAt === null || state === 'superseded'
        ? []
        : [marker('baseline_ended', endedAt, told(`Baseline ${baselineId} ended`, endedReason), { baselineId })]),
    ]),
    ...upgrades.map(({ id: runId, createdAt }) => marker('upgrade', createdAt, `Upgrade check ${runId}`, { runId })),
  ];
  return markers
    .filter(({ at }) => at >= since.toISOString() && (end === null || at < end.toISOString()))
    .sort((a, b) => a.at.localeCompare(b.at));
}

function marker(
  kind: HistoryMarker['kind'],
  at: Date,
  label: string,
  subject: Partial<Pick<HistoryMarker, 'incidentId' | 'baselineId' | 'runId'>>,
): HistoryMarker {
  return { kind, at: at.toISOString(), label, ...NOTHING, ...subject };
}

function told(what: string, why: string | null): string {
  return why === null || why === '' ? what : `${what}: ${why}`;
}
