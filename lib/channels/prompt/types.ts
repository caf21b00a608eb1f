import type { ToolCall } from '#lib/gateway/outcome.ts';

/** The prompt under test, or the one before it. */
export const SIDES = ['head', 'base'] as const;
export type Side = (typeof SIDES)[number];

/** What comes of one task in a gate. */
export const TASK_OUTCOMES = ['pass', 'regressed', 'flaky', 'base-also-fails', 'unmeasured'] as const;
export type TaskOutcome = (typeof TASK_OUTCOMES)[number];

export const GATE_VERDICTS = ['pass', 'fail', 'unmeasured'] as const;
export type GateVerdict = (typeof GATE_VERDICTS)[number];

/** One check of one answer. */
export interface CheckResult {
  /** Position among the task's expectations and assertions, from 0; what it demands, in words. */
  position: number;
  label: string;
  passed: boolean;
  /** Why it failed, in words; empty when it passed. */
  detail: string;
}

/** A tool call of an attempt, and whether the task had a canned result for it. */
export interface AttemptedToolCall extends ToolCall {
  /** The error text that the model was given instead of a result; null where there was one. */
  fault: string | null;
}

/** What the judge said of one answer by the task's rubric. */
export interface RubricResult {
  /** Weighted share of the items that are met, 0 to 1. */
  score: number;
  passed: boolean;
  /** 0 to 100, how sure the judge is that the answer does the task. */
  confidence: number;
  items: { id: string; met: boolean }[];
  reasons: string;
}

/** An attempt that is to be made. */
export interface AttemptRef {
  taskId: string;
  side: Side;
  /** From 0, within task and side. */
  number: number;
}

/** One run of one task on one side; it may have taken several model calls. */
export interface Attempt extends AttemptRef {
  outcome: 'pass' | 'fail' | 'unmeasured';
  /** Why it failed or was not measured, in words; empty when it passed. */
  reason: string;
  checks: CheckResult[];
  /** Null where the task has no rubric, or the answer was not judged. */
  rubric: RubricResult | null;
  output: string;
  /** In the order made, over all turns. */
  toolCalls: AttemptedToolCall[];
  turns: number;
  /** Model time alone: without retries, the gateway's own overhead and waits for a rate limit; null when unknown. */
  latencyMs: number | null;
  /** Prompt and completion of all turns; null when the gateway did not say. */
  promptTokens: number | null;
  completionTokens: number | null;
  /** Agent and judge together; null when unknown. */
  costUsd: number | null;
  /** Model calls made, retries included. */
  calls: number;
}

/** What was measured of a task with an agent and a model when its baseline was blessed. */
export interface TaskBaseline {
  agent: string;
  model: string;
  passes: number;
  runs: number;
  /** Medians over the passing runs; null where the task has no rubric or nothing was told. */
  confidence: number | null;
  latencyMs: number | null;
  tokens: number | null;
  promptHash: string;
  taskHash: string;
  measuredAt: string;
  blessedBy: string;
}

/** What decides about a task, without its input. */
export interface GatedTask {
  id: string;
  title: string;
  taskHash: string;
  /** Null where there is none of this agent and model, or it belongs to another version of the task. */
  baseline: TaskBaseline | null;
}
