import type { Channel, Severity } from '#lib/contract/common.ts';
import type { Overview } from '#lib/contract/overview.ts';
import { UNRESOLVED, URGENT_FIRST } from '#lib/incidents/queries/list.ts';
import { INCIDENT_SUMMARY_SELECT, toIncidentSummary } from '#lib/incidents/queries/summary.ts';
import type { Context } from '#lib/platform/context.ts';
import type { Db } from '#lib/platform/db.ts';
import { EVALUATED_CHECK, NIGHT_SELECT, toNight } from '#lib/runs/queries/nights.ts';
import { RUN_SUMMARY_SELECT, toRunSummary } from '#lib/runs/queries/summary.ts';
import { nextNightlyAt } from '#lib/schedule/nightly.ts';
import { channelCard, type Watched } from './channel-cards.ts';
import { lastNight } from './last-night.ts';
import { watchedAgents } from './watched-agents.ts';
import { watchedDrift } from './watched-drift.ts';
import { watchedEndpoints } from './watched-endpoints.ts';
import { workerLiveness } from './worker-liveness.ts';

/** Rows of each list on the overview; the full lists are a click away. */
const LISTED = 8;

/** Span of the nightly series, in milliseconds. */
const NIGHTLY_SPAN_MS = 30 * 24 * 60 * 60_000;

/** State of the four channels, what is open, and what ran lately; a fixed number of queries. */
export async function getOverview({ db, now }: Pick<Context, 'db' | 'now'>): Promise<Overview> {
  const at = now();
  const [endpoints, agents, drift, openBySeverity, incidents, recentRuns, nightly, night, worker] = await Promise.all([
    watchedEndpoints(db, at),
    watchedAgents(db, at),
    watchedDrift(db, at),
    countOpenBySeverity(db),
    db.incident.findMany({
      where: UNRESOLVED,
      orderBy: [...URGENT_FIRST],
      take: LISTED,
      select: INCIDENT_SUMMARY_SELECT,
    }),
    db.run.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: LISTED, select: RUN_SUMMARY_SELECT }),
    nightlySeries(db, new Date(at.getTime() - NIGHTLY_SPAN_MS)),
    lastNight(db),
    workerLiveness(db, at),
  ]);
  return {
    generatedAt: at.toISOString(),
    channels: [
      channelCard('model', endpoints, nextNightlyAt(at)),
      channelCard('prompt', agents, nextNightlyAt(at)),
      channelCard('code', drift.clusters.code, drift.nextLookAt),
      channelCard('config', [...drift.clusters.config, ...drift.flagds], drift.nextLookAt),
    ],
    openBySeverity,
    incidents: incidents.map(toIncidentSummary),
    recentRuns: recentRuns.map(toRunSummary),
    notMeasured: [
      ...endpoints
        .filter(isUnknown)
        .map(({ id, name, reason }) => ({ ...inChannel('model', { name, reason }), endpointId: id })),
      ...agents.filter(isUnknown).map((agent) => inChannel('prompt', agent)),
      // What is unknown of a cluster is so for both channels, and also where drift is known beside it.
      ...drift.clusters.code.filter(({ reason }) => reason !== '').map((cluster) => inChannel('code', cluster)),
      ...drift.flagds.filter(({ reason }) => reason !== '').map((flagd) => inChannel('config', flagd)),
    ],
    nightly,
    lastNight: night,
    worker,
  };
}

function inChannel(channel: Channel, { name, reason }: Pick<Watched, 'name' | 'reason'>) {
  return { channel, endpointId: null, name, reason };
}

function isUnknown({ state }: Watched): boolean {
  return state === 'unmeasured' || state === 'calibrating';
}

async function countOpenBySeverity(db: Db): Promise<Record<Severity, number>> {
  const groups = await db.incident.groupBy({ by: ['severity'], where: UNRESOLVED, _count: { _all: true } });
  const counts: Record<Severity, number> = { P0: 0, P1: 0, P2: 0, P3: 0 };
  for (const { severity, _count } of groups) counts[severity] = _count._all;
  return counts;
}

/** The evaluated checks of every active endpoint since `since`, oldest first. */
async function nightlySeries(db: Db, since: Date): Promise<Overview['nightly']> {
  const endpoints = await db.endpoint.findMany({
    where: { status: 'active' },
    orderBy: { name: 'asc' },
    select: {
      id: true,
      name: true,
      gateway: { select: { isDemo: true } },
      runs: {
        where: { ...EVALUATED_CHECK, createdAt: { gte: since } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        select: NIGHT_SELECT,
      },
    },
  });
  return endpoints.map(({ id, name, gateway, runs }) => ({
    endpointId: id,
    name,
    isDemo: gateway.isDemo,
    nights: runs.map(toNight),
  }));
}
