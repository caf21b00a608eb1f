import type { SideSummary } from '../report/format.ts';
import type { Attempt, Side } from '../types.ts';
import { MEASURE_OF, type Measure } from './measures.ts';
import { median } from './median.ts';

/** The attempts of one task on one side, in order. */
export interface SideFacts {
  measured: readonly Attempt[];
  passing: readonly Attempt[];
  /** Of all attempts made, the unmeasured ones included. */
  numbers: ReadonlySet<number>;
  unmeasured: number;
}

export function sideFacts(attempts: readonly Attempt[], taskId: string, side: Side): SideFacts {
  const made = attempts
    .filter((attempt) => attempt.taskId === taskId && attempt.side === side)
    .sort((a, b) => a.number - b.number);
  const measured = made.filter(({ outcome }) => outcome !== 'unmeasured');
  return {
    measured,
    passing: measured.filter(({ outcome }) => outcome === 'pass'),
    numbers: new Set(made.map(({ number }) => number)),
    unmeasured: made.length - measured.length,
  };
}

/** The passing attempts' values of a measure, where they are known. */
export function valuesOf({ passing }: SideFacts, measure: Measure): number[] {
  return passing.flatMap((attempt) => MEASURE_OF[measure](attempt) ?? []);
}

/** Counts, and medians over passing attempts. */
export function summarise(side: SideFacts): SideSummary {
  return {
    passes: side.passing.length,
    runs: side.measured.length,
    unmeasured: side.unmeasured,
    confidence: median(valuesOf(side, 'confidence')),
    latencyMs: median(valuesOf(side, 'latencyMs')),
    tokens: median(valuesOf(side, 'tokens')),
  };
}
