import { z } from 'zod';
import { channel, id, instant, severity } from './common.ts';
import { endpointNight } from './endpoints.ts';
import { incidentSummary } from './incidents.ts';
import { runSummary } from './runs.ts';

/** `not_watched`: nothing of this channel is set up; `unmeasured`: set up, but the latest look failed or none happened. */
export const channelState = z.enum(['drifted', 'stable', 'calibrating', 'unmeasured', 'not_watched']);

export const channelCard = z.object({
  channel,
  state: channelState,
  /** One sentence that says what the state rests on. */
  summary: z.string(),
  since: instant.nullable(),
  lastMeasuredAt: instant.nullable(),
  nextRunAt: instant.nullable(),
});

export const overview = z.object({
  generatedAt: instant,
  channels: z.array(channelCard),
  openBySeverity: z.record(severity, z.int()),
  incidents: z.array(incidentSummary),
  recentRuns: z.array(runSummary),
  /** What is watched and of unknown state, with the reason; of other channels than models without an endpoint. */
  notMeasured: z.array(z.object({ channel, endpointId: id.nullable(), name: z.string(), reason: z.string() })),
  /** Nightly delta of each endpoint over the last 30 days. */
  nightly: z.array(z.object({ endpointId: id, name: z.string(), isDemo: z.boolean(), nights: z.array(endpointNight) })),
  /** Endpoints that changed in the latest judged night, all of them weighed together; null before the first. */
  lastNight: z
    .object({
      night: z.iso.date(),
      judged: z.int(),
      /** Share of the endpoints named that may be wrong on average. */
      falseDiscoveryRate: z.number(),
      changed: z.array(z.object({ endpointId: id, name: z.string(), runId: id, eValue: z.number() })),
    })
    .nullable(),
  /** Whether a worker has polled the queue lately. */
  worker: z.object({ alive: z.boolean(), lastSeenAt: instant.nullable() }),
});

/** Counts beside navigation names, and how much is of the demo. */
export const navCounts = z.object({
  activeIncidents: z.int(),
  activeRuns: z.int(),
  /** Candidates that nobody has decided about. */
  pendingCandidates: z.int(),
  /** Objects, and flags, that drift now and that nobody ignores. */
  driftingCode: z.int(),
  driftingConfig: z.int(),
  demoEndpoints: z.int(),
  demoClusters: z.int(),
});

export const searchHit = z.object({
  kind: z.enum([
    'incident',
    'endpoint',
    'run',
    'suite',
    'prompt',
    'golden_run',
    'golden_task',
    'cluster',
    'drift_object',
  ]),
  /** Golden tasks are named by text. */
  id: z.union([id, z.string()]),
  title: z.string(),
  detail: z.string(),
  href: z.string(),
});

export const searchQuery = z.object({ q: z.string().trim().min(1).max(200) });
export const searchResults = z.object({ items: z.array(searchHit) });

export type ChannelState = z.infer<typeof channelState>;
export type ChannelCard = z.infer<typeof channelCard>;
export type Overview = z.infer<typeof overview>;
export type NavCounts = z.infer<typeof navCounts>;
export type SearchHit = z.infer<typeof searchHit>;
