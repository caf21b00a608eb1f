import type { Stability } from '#lib/contract/golden/tasks.ts';
import type { TaskOutcome } from '../types.ts';

/** What one night came to for one task, one agent and one model. */
export interface TaskNight {
  outcome: TaskOutcome;
  passes: number;
  /** Measured attempts. */
  runs: number;
}

/**
 * How a task behaves over nights. A night is stable when it passed every attempt; it flickers when attempts disagreed
 * or when it came out otherwise than the measured night before. Nights that could not be measured say nothing.
 *
 * @param series of each agent and model, the oldest night first
 */
export function stabilityOf(series: readonly (readonly TaskNight[])[]): Stability {
  const nights = series.flatMap(measuredNights);
  if (nights.length === 0) return { nights: 0, stableShare: null, flickerShare: null };
  return {
    nights: nights.length,
    stableShare: nights.filter(({ stable }) => stable).length / nights.length,
    flickerShare: nights.filter(({ flickers }) => flickers).length / nights.length,
  };
}

function measuredNights(series: readonly TaskNight[]): { stable: boolean; flickers: boolean }[] {
  const measured = series.filter(({ outcome, runs }) => outcome !== 'unmeasured' && runs > 0);
  return measured.map(({ outcome, passes, runs }, position) => {
    const before = measured[position - 1];
    const turned = before !== undefined && (before.outcome === 'pass') !== (outcome === 'pass');
    return {
      stable: outcome === 'pass' && passes === runs,
      flickers: turned || outcome === 'flaky' || (passes > 0 && passes < runs),
    };
  });
}
