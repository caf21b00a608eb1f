import { z } from 'zod';
import { gateReport } from '#lib/channels/prompt/report/format.ts';
import { taskId } from '#lib/channels/prompt/task/format.ts';
import { id, idText, instant, pageQuery, personRef } from '../common.ts';
import { runTrigger } from '../runs.ts';
import { gateVerdict, goldenTaskRow } from './attempts.ts';

export const goldenRunStatus = z.enum(['queued', 'running', 'finished', 'cancelled', 'failed']);

/** `id` is null for a repository that only pipelines speak of. */
export const repositoryRef = z.object({ id: id.nullable(), name: z.string() });

/** Number of tasks by what came of them. */
const outcomeCounts = z.object({
  pass: z.int(),
  regressed: z.int(),
  flaky: z.int(),
  'base-also-fails': z.int(),
  unmeasured: z.int(),
});

export const goldenRunSummary = z.object({
  id,
  trigger: runTrigger,
  repository: repositoryRef,
  /** Its answers come from the bundled demo gateway. A pipeline asks a gateway of its own. */
  isDemo: z.boolean(),
  agent: z.string(),
  model: z.string(),
  status: goldenRunStatus,
  verdict: gateVerdict.nullable(),
  /** Why it came to its verdict, or why it failed; null while it is going. */
  reason: z.string().nullable(),
  headCommit: z.string().nullable(),
  baseCommit: z.string().nullable(),
  branch: z.string().nullable(),
  /** Always http or https. */
  pullRequestUrl: z.url({ protocol: /^https?$/ }).nullable(),
  promptHash: z.string().nullable(),
  basePromptHash: z.string().nullable(),
  repeat: z.int().nullable(),
  night: z.iso.date().nullable(),
  /** Attempts that the gate has asked for so far; grows when tasks are looked at again. */
  plannedAttempts: z.int(),
  storedAttempts: z.int(),
  /** Null until finished. */
  outcomes: outcomeCounts.nullable(),
  /** Model calls, the judge's and repeated ones included. */
  calls: z.int(),
  promptTokens: z.int(),
  completionTokens: z.int(),
  estimatedCostUsd: z.number().nullable(),
  costUsd: z.number().nullable(),
  /** US dollars that the run keeps to; null for no limit. */
  budgetUsd: z.number().nullable(),
  requestedBy: personRef.nullable(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  incidentId: id.nullable(),
});

export const goldenRunDetail = goldenRunSummary.extend({
  /** The worst first once the run has finished; until then those planned or attempted, by id. */
  tasks: z.array(goldenTaskRow),
  /** Changes of the suite itself against the base, for reviewers. */
  suiteChanges: gateReport.shape.suiteChanges,
  /** Tasks without a baseline that fits. */
  missingBaselines: z.array(taskId),
  /** Command that mends what made the gate fail; null where there is none. */
  command: z.string().nullable(),
});

export const goldenRunListQuery = pageQuery.extend({
  repository: z.string().max(200).optional(),
  agent: z.string().max(200).optional(),
  model: z.string().max(200).optional(),
  branch: z.string().max(300).optional(),
  pullRequest: z.string().max(500).optional(),
  trigger: runTrigger.optional(),
  status: goldenRunStatus.optional(),
  verdict: gateVerdict.optional(),
});

export const startGoldenRunBody = z.object({
  repositoryId: id,
  agent: z.string().min(1).max(200),
  model: z.string().min(1).max(200),
  /** Branch, tag or commit whose prompt and suite are asked; left out: the repository's branch. */
  ref: z.string().min(1).max(300).optional(),
  /** Whose prompt a failing task is asked with too; left out: the prompt that the baselines were measured with. */
  baseRef: z.string().min(1).max(300).optional(),
  /** Attempts of every task before any is looked at again; left out: the gate's own. */
  repeat: z.int().min(1).max(20).optional(),
});

export const goldenRunEstimate = z.object({
  tasks: z.int(),
  /** Attempts of the first stage, and at most when every task is looked at again on both sides. */
  attempts: z.int(),
  maxAttempts: z.int(),
  calls: z.int(),
  promptTokens: z.int(),
  maxCompletionTokens: z.int(),
  /** Null while a price is unknown. */
  costUsd: z.number().nullable(),
  budgetUsd: z.number().nullable(),
  /** What the budget means for this run: that it is refused, or what it keeps to; null where there is none. */
  budgetNote: z.string().nullable(),
  headCommit: z.string(),
  /** Why nothing can be compared for these tasks. */
  missingBaselines: z.array(taskId),
  basis: z.string(),
});

/** Repositories with the agents and models that a run can be asked for, as read last. */
export const goldenTarget = z.object({
  repository: z.object({ id, name: z.string() }),
  branch: z.string(),
  nightly: z.boolean(),
  agents: z.array(z.object({ name: z.string(), models: z.array(z.string()), tasks: z.int() })),
  /** When the suite was read last, and at which commit; null before the first time. */
  readAt: instant.nullable(),
  commit: z.string().nullable(),
  /** Why the last attempt to read it failed; null when it did not. */
  error: z.string().nullable(),
});
export const goldenTargets = z.object({ items: z.array(goldenTarget) });

export const regressionsQuery = z.object({
  repository: z.string().max(200).optional(),
  agent: z.string().max(200).optional(),
  model: z.string().max(200).optional(),
  trigger: runTrigger.optional(),
  weeks: z.coerce.number<number | string>().int().min(1).max(104).default(26),
});

/** One calendar week, UTC, from Monday. */
export const regressionWeek = z.object({
  week: z.iso.date(),
  /** Finished runs, and those that failed. */
  runs: z.int(),
  failedRuns: z.int(),
  /** Regressed tasks over all runs. */
  regressions: z.int(),
});
export const regressionsByWeek = z.object({ weeks: z.array(regressionWeek) });

export const goldenRunParams = z.object({ runId: idText });

export type GoldenRunStatus = z.infer<typeof goldenRunStatus>;
export type GoldenRunSummary = z.infer<typeof goldenRunSummary>;
export type GoldenRunDetail = z.infer<typeof goldenRunDetail>;
export type GoldenRunListQuery = z.infer<typeof goldenRunListQuery>;
export type GoldenRunEstimate = z.infer<typeof goldenRunEstimate>;
export type GoldenTarget = z.infer<typeof goldenTarget>;
export type StartGoldenRunBody = z.infer<typeof startGoldenRunBody>;
export type RegressionsQuery = z.infer<typeof regressionsQuery>;
export type RegressionWeek = z.infer<typeof regressionWeek>;
export type OutcomeCounts = z.infer<typeof outcomeCounts>;
