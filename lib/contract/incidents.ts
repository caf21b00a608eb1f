import { z } from 'zod';
import { channel, id, idText, instant, pageQuery, personRef, severity } from './common.ts';
import { driftObjectDetail } from './drift/objects.ts';
import { goldenTaskAttempts } from './golden/attempts.ts';
import { goldenRunSummary } from './golden/runs.ts';
import { endpointRef, runDetail, runSummary } from './runs.ts';

export const incidentStatus = z.enum(['open', 'acknowledged', 'resolved']);
export const resolution = z.enum(['provider_change', 'intended_change', 'false_alarm', 'fixed', 'duplicate']);
const timelineKind = z.enum([
  'opened',
  'seen_again',
  'not_seen',
  'cleared',
  'acknowledged',
  'assigned',
  'commented',
  'resolved',
  'reopened',
]);

export const incidentSummary = z.object({
  id,
  channel,
  severity,
  rule: z.string(),
  title: z.string(),
  status: incidentStatus,
  /** Of a model incident. */
  endpoint: endpointRef.nullable(),
  /** Of a prompt incident. */
  repository: z.object({ id, name: z.string(), isDemo: z.boolean() }).nullable(),
  /** Of a code or config incident: the cluster, or the flagd. */
  cluster: z.object({ id, name: z.string(), isDemo: z.boolean() }).nullable(),
  flagSource: z.object({ id, name: z.string(), isDemo: z.boolean() }).nullable(),
  occurrences: z.int(),
  openedAt: instant,
  lastSeenAt: instant,
  assignee: personRef.nullable(),
  acknowledgedAt: instant.nullable(),
  resolvedAt: instant.nullable(),
  resolution: resolution.nullable(),
  /** Seen one night and not the next, or three nights in a row; null until nights tell. */
  persistence: z.enum(['transient', 'persistent']).nullable(),
  /** Since when nothing of what drifted does so any more; a person closes it. */
  clearedAt: instant.nullable(),
});

export const timelineEntry = z.object({
  id,
  at: instant,
  kind: timelineKind,
  actor: personRef.nullable(),
  body: z.string(),
  runId: id.nullable(),
  goldenRunId: id.nullable(),
});

/** What a prompt incident rests on. */
export const promptEvidence = z.object({
  agent: z.string(),
  model: z.string(),
  /** Golden runs that showed it, the newest first. */
  runs: z.array(goldenRunSummary),
  /** Tasks that regressed in the newest of them, with old and new output. */
  tasks: z.array(goldenTaskAttempts),
});

/** What a prompt incident is about in git: from the last good commit to the first that regressed. */
export const incidentChange = z.object({
  /** All of it in plain words. */
  summary: z.string(),
  promptPath: z.string().nullable(),
  /** `passed`: the golden run before the regression; `baseline`: where the baselines' prompt stands. Null where unknown. */
  lastGood: z.object({ commit: z.string(), by: z.enum(['passed', 'baseline']), runId: id.nullable() }).nullable(),
  firstBad: z.object({ commit: z.string(), runId: id }).nullable(),
  /** Those in between that touched the prompt, newest first; null where the copy of the repository cannot tell. */
  commits: z
    .array(
      z.object({
        commit: z.string(),
        author: z.string(),
        at: instant,
        subject: z.string(),
        url: z.string().nullable(),
      }),
    )
    .nullable(),
  /** The forge's page of the difference; null where no forge is set up. */
  compareUrl: z.string().nullable(),
});

/** What a code or config incident rests on. */
export const driftEvidence = z.object({
  /** Those that drift now first, then the last to drift; at most 20. */
  objects: z.array(driftObjectDetail),
  /** All that ever belonged to it. */
  total: z.int(),
  driftingNow: z.int(),
});

export const incidentDetail = incidentSummary.extend({
  resolutionNote: z.string().nullable(),
  /** The run that shows the drift most recently: its numbers are the evidence. */
  latestRun: runDetail.nullable(),
  runs: z.array(runSummary),
  /** Null for incidents of other channels. */
  prompt: promptEvidence.nullable(),
  drift: driftEvidence.nullable(),
  timeline: z.array(timelineEntry),
});

export const incidentListQuery = pageQuery.extend({
  /** `active` is open or acknowledged. */
  status: z.enum(['active', 'open', 'acknowledged', 'resolved', 'all']).default('active'),
  severity: severity.optional(),
  channel: channel.optional(),
  endpointId: idText.optional(),
  clusterId: idText.optional(),
  assigneeId: idText.optional(),
  q: z.string().trim().max(200).optional(),
});

export const assignBody = z.object({ assigneeId: id.nullable() });
export const commentBody = z.object({ body: z.string().trim().min(1).max(10_000) });
export const resolveBody = z.object({
  resolution,
  note: z.string().trim().min(3, 'say in a few words why').max(10_000),
});

export type IncidentStatus = z.infer<typeof incidentStatus>;
export type Resolution = z.infer<typeof resolution>;
export type IncidentSummary = z.infer<typeof incidentSummary>;
export type IncidentDetail = z.infer<typeof incidentDetail>;
export type PromptEvidence = z.infer<typeof promptEvidence>;
export type DriftEvidence = z.infer<typeof driftEvidence>;
export type IncidentChange = z.infer<typeof incidentChange>;
export type TimelineEntry = z.infer<typeof timelineEntry>;
export type IncidentListQuery = z.infer<typeof incidentListQuery>;
export type ResolveBody = z.infer<typeof resolveBody>;
