import { invariant } from '#lib/platform/errors.ts';
import type { LangfuseTrace, TraceStep } from './types.ts';

/** A row of a trace, whichever API it came from. */
export interface Observation {
  isRoot: boolean;
  /** As Langfuse names it: `GENERATION`, `TOOL`, `SPAN`, `AGENT`, … */
  type: string;
  name: string;
  at: Date;
  model: string | null;
  costUsd: number | null;
  latencyMs: number | null;
  input: string;
  output: string;
}

/** What the rows of a trace say of it. */
export interface RowFacts extends Pick<LangfuseTrace, 'model' | 'costUsd' | 'steps'> {
  /** Null where no row is there. */
  root: Observation | null;
}

/** Steps kept of one trace, and characters of each: enough to see its tools, bounded for memory. */
const MAX_STEPS = 60;
const MAX_STEP_CHARS = 100_000;

/** Types of rows that are no work of the agent: Langfuse's own evaluators report there too. */
const NOT_THE_AGENT = ['EVALUATOR', 'EVENT'];

/**
 * Reads a trace off its rows: the root is the earliest of those marked or without a parent; the model is that of the
 * last generation, which gave the answer; the cost is the sum of all that is known.
 */
export function readRows(rows: readonly Observation[]): RowFacts {
  const ordered = rows
    .filter(({ type }) => !NOT_THE_AGENT.includes(type))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const costs = rows.flatMap(({ costUsd }) => (costUsd === null ? [] : [costUsd]));
  return {
    root: ordered.find(({ isRoot }) => isRoot) ?? ordered[0] ?? null,
    model: ordered.findLast(({ model }) => model !== null)?.model ?? null,
    costUsd: costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0),
    steps: ordered.flatMap(stepOf).slice(0, MAX_STEPS),
  };
}

function stepOf({ type, name, input, output }: Observation): TraceStep[] {
  const kind = type === 'GENERATION' ? 'generation' : type === 'TOOL' ? 'tool' : null;
  if (kind === null || input.length > MAX_STEP_CHARS || output.length > MAX_STEP_CHARS) return [];
  return [{ kind, name, input, output }];
}

/** Input or output as text: JSON stays JSON, nothing at all is empty. */
export function ioText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  const text = JSON.stringify(value);
  invariant(text !== undefined, 'what came as JSON can be written as JSON');
  return text;
}

/** Milliseconds of a latency in seconds; Langfuse writes −1 for what was not asked for. */
export function latencyMsOf(seconds: number | null | undefined): number | null {
  return seconds == null || seconds < 0 ? null : Math.round(seconds * 1000);
}

/** A cost; null where Langfuse does not know it, or wrote −1 for what was not asked for. */
export function costUsdOf(cost: number | null | undefined): number | null {
  return cost == null || cost < 0 ? null : cost;
}
