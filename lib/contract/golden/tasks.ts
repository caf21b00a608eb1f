import { z } from 'zod';
import { taskId } from '#lib/channels/prompt/task/format.ts';
import { id, idText, instant, pageQuery } from '../common.ts';
import { runTrigger } from '../runs.ts';
import { sideTally, taskBaseline, taskOutcome } from './attempts.ts';
import { repositoryRef } from './runs.ts';

/** How a task behaves over nights; all shares are null before the first measured night. */
export const stability = z.object({
  /** Nightly runs of all agents and models that measured it, the latest 30 of each. */
  nights: z.int(),
  /** Share of them in which it passed every attempt, 0 to 1. */
  stableShare: z.number().nullable(),
  /** Share of them in which attempts disagreed, or that came out otherwise than the night before, 0 to 1. */
  flickerShare: z.number().nullable(),
});

export const goldenTaskSummary = z.object({
  taskId,
  title: z.string(),
  repository: repositoryRef,
  taskClass: z.string().nullable(),
  tags: z.array(z.string()),
  agents: z.array(z.string()),
  /** False where the suite no longer holds it; what was measured stays. */
  inSuite: z.boolean(),
  stability,
  /** The newest finished run with it; null before the first. */
  last: z.object({ runId: id, agent: z.string(), model: z.string(), outcome: taskOutcome, at: instant }).nullable(),
});

export const goldenTaskListQuery = pageQuery.extend({
  repository: z.string().max(200).optional(),
  agent: z.string().max(200).optional(),
  model: z.string().max(200).optional(),
  q: z.string().trim().max(200).optional(),
  /** `flicker`: the most flickering first. */
  order: z.enum(['flicker', 'name']).default('flicker'),
});

/** One run with the task, as a point of its history. */
export const goldenTaskHistoryEntry = z.object({
  runId: id,
  at: instant,
  night: z.iso.date().nullable(),
  trigger: runTrigger,
  agent: z.string(),
  model: z.string(),
  branch: z.string().nullable(),
  outcome: taskOutcome,
  reason: z.string(),
  taskHash: z.string(),
  head: sideTally.omit({ unmeasured: true }),
});

const provenance = z.object({
  source: z.enum(['langfuse', 'hand']),
  traceId: z.string().nullable(),
  traceUrl: z.url({ protocol: /^https?$/ }).nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: z.string().nullable(),
});

export const goldenTaskDetail = goldenTaskSummary.extend({
  description: z.string(),
  /** Path of its file in the repository, and the commit that was read; null where the suite no longer holds it. */
  path: z.string().nullable(),
  commit: z.string().nullable(),
  /** The file as read; null where the suite no longer holds it. */
  yaml: z.string().nullable(),
  taskHash: z.string().nullable(),
  provenance: provenance.nullable(),
  /** By agent and model; `fits` is false where the task was edited since. */
  baselines: z.array(
    taskBaseline.extend({
      /** It belongs to the task as it is now. */
      fits: z.boolean(),
      /** It was measured with another prompt than its agent has now. */
      otherPrompt: z.boolean(),
    }),
  ),
  /** By agent and model, over their latest nights. */
  stabilityByModel: z.array(stability.extend({ agent: z.string(), model: z.string() })),
  /** The newest first, at most 100. */
  history: z.array(goldenTaskHistoryEntry),
  /** Other repositories that have a task of this id. */
  elsewhere: z.array(z.string()),
});

export const goldenTaskParams = z.object({ taskId });
export const goldenTaskQuery = z.object({
  /** Name of the repository; left out: the one whose runs measured the task last. */
  repository: z.string().max(200).optional(),
  agent: z.string().max(200).optional(),
  model: z.string().max(200).optional(),
});
export const repositoryParams = z.object({ repositoryId: idText });

export type Stability = z.infer<typeof stability>;
export type GoldenTaskSummary = z.infer<typeof goldenTaskSummary>;
export type GoldenTaskListQuery = z.infer<typeof goldenTaskListQuery>;
export type GoldenTaskQuery = z.infer<typeof goldenTaskQuery>;
export type GoldenTaskDetail = z.infer<typeof goldenTaskDetail>;
export type GoldenTaskHistoryEntry = z.infer<typeof goldenTaskHistoryEntry>;
