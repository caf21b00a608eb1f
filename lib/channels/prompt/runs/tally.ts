import type { SideTally } from '#lib/contract/golden/attempts.ts';
import type { Attempt } from '../types.ts';

type Counted = Pick<Attempt, 'outcome' | 'latencyMs' | 'promptTokens' | 'completionTokens'> & {
  rubric: { confidence: number } | null;
};

/** The attempts of one side of a task taken together; medians are over the passing ones. */
export function tallyOf(attempts: readonly Counted[]): SideTally {
  const passing = attempts.filter(({ outcome }) => outcome === 'pass');
  const unmeasured = attempts.filter(({ outcome }) => outcome === 'unmeasured').length;
  return {
    passes: passing.length,
    runs: attempts.length - unmeasured,
    unmeasured,
    confidence: median(passing.map(({ rubric }) => rubric?.confidence ?? null)),
    latencyMs: median(passing.map(({ latencyMs }) => latencyMs)),
    tokens: median(passing.map(({ promptTokens, completionTokens }) => sum(promptTokens, completionTokens))),
  };
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

/** Of the known values; null where none is known. */
function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  const upper = known[Math.floor(known.length / 2)];
  const lower = known[Math.ceil(known.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
