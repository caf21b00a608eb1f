import { z } from 'zod';
import { taskId } from '../task/format.ts';
import { GATE_VERDICTS, TASK_OUTCOMES, type TaskBaseline } from '../types.ts';
import { amount, count, reportedAttempt } from './attempt.ts';

const name = z.string().min(1).max(200);
const sentence = z.string().max(2_000);
const hash = z.string().max(200);
const instant = z.iso.datetime({ offset: true });

const baseline = z.strictObject({
  agent: name,
  model: name,
  passes: count,
  runs: count,
  confidence: z.number().min(0).max(100).nullable(),
  latencyMs: amount.nullable(),
  tokens: amount.nullable(),
  promptHash: hash,
  taskHash: hash,
  measuredAt: instant,
  blessedBy: name,
}) satisfies z.ZodType<TaskBaseline>;

/** The attempts of one side of a task taken together. `confidence`, `latencyMs`, `tokens` are medians over the passing ones. */
const sideSummary = z.strictObject({
  passes: count,
  /** Measured attempts. */
  runs: count,
  unmeasured: count,
  confidence: z.number().min(0).max(100).nullable(),
  latencyMs: amount.nullable(),
  tokens: amount.nullable(),
});

const task = z.strictObject({
  id: taskId,
  title: z.string().max(200),
  taskHash: hash,
  outcome: z.enum(TASK_OUTCOMES),
  /** In plain words; empty where a task simply passes. */
  reasons: z.array(sentence).max(20),
  /** Null where the suite has none of this agent, model and version of the task. */
  baseline: baseline.nullable(),
  head: sideSummary,
  /** Null where the base prompt was not asked. */
  base: sideSummary.nullable(),
  /** Of both sides, in the order made. */
  attempts: z.array(reportedAttempt).max(1_000),
});

/**
 * What a gate found: the one shape that `--json` prints, the console stores and every other report is written from.
 * Costs are US dollars, durations and latencies milliseconds, times ISO 8601.
 */
export const gateReport = z.strictObject({
  verdict: z.enum(GATE_VERDICTS),
  /** One sentence. */
  reason: sentence,
  agent: name,
  model: name,
  head: z.strictObject({
    /** Null outside git, and before the first commit. */
    commit: hash.nullable(),
    branch: z.string().max(500).nullable(),
    promptHash: hash,
    promptPath: z.string().max(1_000),
  }),
  /** Null where there is nothing to compare the prompt with. */
  base: z
    .strictObject({
      /** As it was asked for. */
      ref: z.string().max(500),
      commit: hash,
      /** Null where the prompt did not exist yet. */
      promptHash: hash.nullable(),
    })
    .nullable(),
  /** Attempts of every task on head before any is looked at again. */
  repeat: count,
  tasks: z.array(task).max(2_000),
  /** Tasks that the diff touches: a change of the suite is a change of the measure. */
  suiteChanges: z
    .array(z.strictObject({ id: taskId, kind: z.enum(['added', 'edited', 'removed', 'baseline']), detail: sentence }))
    .max(2_000),
  /** Tasks without a baseline of this agent, model and version of the task. */
  missingBaselines: z.array(taskId).max(2_000),
  /** What could not be judged, in a sentence each. Reports from before they were told have none. */
  notes: z.array(sentence).max(20).default([]),
  /** Model calls, the judge's and repeated ones included. */
  calls: count,
  promptTokens: count,
  completionTokens: count,
  /** Null while a price is unknown. */
  costUsd: amount.nullable(),
  durationMs: amount,
  startedAt: instant,
  finishedAt: instant,
  /** Command that mends what made the gate fail; null where there is none. */
  command: z.string().max(2_000).nullable(),
});

export type GateReport = z.infer<typeof gateReport>;
export type ReportedTask = GateReport['tasks'][number];
export type SideSummary = ReportedTask['head'];
