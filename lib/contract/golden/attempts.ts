import { z } from 'zod';
import { reportedAttempt } from '#lib/channels/prompt/report/attempt.ts';
import { gateReport } from '#lib/channels/prompt/report/format.ts';
import { taskId } from '#lib/channels/prompt/task/format.ts';
import { GATE_VERDICTS, TASK_OUTCOMES } from '#lib/channels/prompt/types.ts';
import { id, instant } from '../common.ts';

const reportedTask = gateReport.shape.tasks.element;

/** What comes of one task in a gate. */
export const taskOutcome = z.enum(TASK_OUTCOMES);
export const gateVerdict = z.enum(GATE_VERDICTS);
export const attemptOutcome = reportedAttempt.shape.outcome;

/** One run of one task on one side. */
export const goldenAttempt = reportedAttempt;

/** What was measured of a task when its baseline was blessed. */
export const taskBaseline = reportedTask.shape.baseline.unwrap();

/** The attempts of one side of a task, taken together; medians are over the passing ones. */
export const sideTally = reportedTask.shape.head;

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
export type SideTally = z.infer<typeof sideTally>;
export type GoldenTaskRow = z.infer<typeof goldenTaskRow>;
export type GoldenTaskAttempts = z.infer<typeof goldenTaskAttempts>;
