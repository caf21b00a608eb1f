import { z } from 'zod';
import { id, instant } from '../common.ts';

/** The prompt under test, or the one before it. */
export const side = z.enum(['head', 'base']);
/** What comes of one task in a gate. */
export const taskOutcome = z.enum(['pass', 'regressed', 'flaky', 'base-also-fails', 'unmeasured']);
export const gateVerdict = z.enum(['pass', 'fail', 'unmeasured']);
export const attemptOutcome = z.enum(['pass', 'fail', 'unmeasured']);

/** Id of a task: the name of its file. */
export const taskId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'is no task id: small letters, digits and dashes');

const checkResult = z.object({ position: z.int(), label: z.string(), passed: z.boolean(), detail: z.string() });

const rubricResult = z.object({
  /** Weighted share of the items that are met, 0 to 1. */
  score: z.number(),
  passed: z.boolean(),
  /** 0 to 100. */
  confidence: z.number(),
  items: z.array(z.object({ id: z.string(), met: z.boolean() })),
  reasons: z.string(),
});

/** One run of one task on one side (lib/channels/prompt/types.ts). */
export const goldenAttempt = z.object({
  taskId,
  side,
  number: z.int().nonnegative(),
  outcome: attemptOutcome,
  reason: z.string(),
  checks: z.array(checkResult),
  rubric: rubricResult.nullable(),
  output: z.string(),
  toolCalls: z.array(z.object({ name: z.string(), argumentsJson: z.string() })),
  turns: z.int().nonnegative(),
  latencyMs: z.number().nullable(),
  promptTokens: z.int().nullable(),
  completionTokens: z.int().nullable(),
  costUsd: z.number().nullable(),
  calls: z.int().nonnegative(),
});

/** What was measured of a task when its baseline was blessed. */
export const taskBaseline = z.object({
  agent: z.string(),
  model: z.string(),
  passes: z.int().nonnegative(),
  runs: z.int().nonnegative(),
  confidence: z.number().nullable(),
  latencyMs: z.number().nullable(),
  tokens: z.number().nullable(),
  promptHash: z.string(),
  taskHash: z.string(),
  measuredAt: instant,
  blessedBy: z.string(),
});

/** The attempts of one side of a task, taken together; medians are over the passing ones. */
export const sideTally = z.object({
  passes: z.int(),
  /** Measured attempts. */
  runs: z.int(),
  unmeasured: z.int(),
  confidence: z.number().nullable(),
  latencyMs: z.number().nullable(),
  tokens: z.number().nullable(),
});

/** One task of a golden run. */
export const goldenTaskRow = z.object({
  taskId,
  title: z.string(),
  /** Null while the run is going. */
  outcome: taskOutcome.nullable(),
  reason: z.string(),
  head: sideTally,
  /** Null where the base prompt was not asked. */
  base: sideTally.nullable(),
  /** Null where the suite had none of this agent, model and version of the task. */
  baseline: taskBaseline.nullable(),
});

/** Old and new output of one task of a run. */
export const goldenTaskAttempts = goldenTaskRow.extend({
  runId: id,
  headAttempts: z.array(goldenAttempt),
  baseAttempts: z.array(goldenAttempt),
  /** The newest earlier run of the same agent and model in which the task passed: what the answers were before. */
  before: z.object({ runId: id, createdAt: instant, attempts: z.array(goldenAttempt) }).nullable(),
});

export type TaskOutcome = z.infer<typeof taskOutcome>;
export type GateVerdict = z.infer<typeof gateVerdict>;
export type AttemptOutcome = z.infer<typeof attemptOutcome>;
export type GoldenAttemptView = z.infer<typeof goldenAttempt>;
export type TaskBaselineView = z.infer<typeof taskBaseline>;
export type SideTally = z.infer<typeof sideTally>;
export type GoldenTaskRow = z.infer<typeof goldenTaskRow>;
export type GoldenTaskAttempts = z.infer<typeof goldenTaskAttempts>;
