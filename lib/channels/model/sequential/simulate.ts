import { PERMUTATIONS, PERMUTATIONS_WHEN_SMALL } from '#lib/policy/thresholds.ts';
import { type JudgedRun, type SequentialThresholds, weighNight } from './night.ts';
import { normalFrom, normalQuantile, normalTail } from './normal.ts';

export interface SimulationOptions {
  /** Probability that one night's p-value is at most alpha: alpha itself means nothing changed. */
  power: number;
  /** How many endpoints are watched. */
  endpoints: number;
  /** Nights each is watched at most, from the change on. */
  nights: number;
  /** Uniform on [0, 1). */
  random: () => number;
  thresholds: SequentialThresholds;
}

/**
 * Watches endpoints until their first incident. Each night draws Z from a normal law shifted so that
 * P(p ≤ alpha) = power, p = P(Z₀ > Z); a p ≤ alpha is followed by a confirmation drawn from the same law. p-values
 * are rounded up to the grid of the permutations they come from. A run counts as drifted when p ≤ alpha: signal
 * thresholds, which can only make verdicts rarer, are left out.
 *
 * @returns the night of the first incident of each endpoint, from 1; null where there was none
 */
export function nightsToIncident(options: SimulationOptions): (number | null)[] {
  const shift = normalQuantile(options.thresholds.alpha) - normalQuantile(options.power);
  return Array.from({ length: options.endpoints }, () => firstIncident(shift, options));
}

function firstIncident(shift: number, { nights, random, thresholds }: SimulationOptions): number | null {
  let cusum: number | null = null;
  for (let night = 1; night <= nights; night++) {
    const check = judgedRun(shift, random, thresholds.alpha);
    const confirmation = check.drifted ? judgedRun(shift, random, thresholds.alpha) : null;
    const decision = weighNight({ previousCusum: cusum, check, confirmation, steps: true }, thresholds);
    if (decision.incident !== null) return night;
    cusum = decision.cusum;
  }
  return null;
}

function judgedRun(shift: number, random: () => number, alpha: number): JudgedRun {
  const exact = shift === 0 ? 1 - random() : normalTail(normalFrom(random) + shift);
  const pValue = roundUp(exact, exact <= alpha ? PERMUTATIONS_WHEN_SMALL : PERMUTATIONS);
  return { pValue, drifted: pValue <= alpha };
}

/** The p-value that so many permutations can show. */
function roundUp(p: number, permutations: number): number {
  return Math.min(1, Math.max(1, Math.ceil(p * (permutations + 1))) / (permutations + 1));
}

/** Share of endpoints with an incident. */
export function shareWithIncident(nights: readonly (number | null)[]): number {
  return nights.filter((night) => night !== null).length / nights.length;
}

/** Median night of the first incident; infinite when half of the endpoints have none. */
export function medianNight(nights: readonly (number | null)[]): number {
  const sorted = nights.map((night) => night ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}
