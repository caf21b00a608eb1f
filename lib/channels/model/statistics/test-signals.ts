import type { Component } from './component.ts';
import type { Measurement } from './measurement.ts';
import { type FamilyTest, minP } from './min-p.ts';
import { medianOfPermutations, permute, standardisedSum } from './permute.ts';
import type { Pool } from './pool.ts';
import { createRandom } from './random.ts';

/** Additions the second look may cost: about a second on one core. Only very many prompts reach it. */
const WORK_LIMIT = 1e9;

export interface SignalsTest extends Omit<FamilyTest, 'each' | 'adjusted'> {
  permutations: number;
  /** In the order of the measurements; nulls where nothing could be tested. */
  signals: readonly { pValue: number | null; pAdjusted: number | null; noise: number | null }[];
}

interface Plan {
  seed: number;
  alpha: number;
  /** Permutations of the first look. */
  permutations: number;
  /** Permutations of the second look, which is taken where the first shows p ≤ alpha. */
  permutationsWhenSmall: number;
}

/**
 * Tests all measurements on one shared run of permutations. Where the first look gives p₁ ≤ alpha, a second, longer
 * one gives p₂ and replaces all p-values.
 *
 * Reporting p₂ where p₁ ≤ alpha and p₁ elsewhere stays valid. Each alone satisfies P(pᵢ ≤ x) ≤ x if nothing changed.
 * For x ≤ alpha the reported p is ≤ x only where p₂ is, so at most with probability x. For x > alpha it is ≤ x only
 * where p₁ ≤ alpha, or where alpha < p₁ ≤ x: together P(p₁ ≤ x) ≤ x.
 *
 * @returns null when no measurement can be tested
 */
export function testSignals(pool: Pool, measurements: readonly Measurement[], plan: Plan): SignalsTest | null {
  if (measurements.every(({ components }) => components.length === 0)) return null;
  const first = look(pool, measurements, plan.seed, plan.permutations);
  if (first.pValue > plan.alpha) return first;
  const answers = pool.reduce((sum, { tonightCount }) => sum + tonightCount, 0);
  const affordable = Math.floor(WORK_LIMIT / answers ** 2);
  const permutations = Math.min(plan.permutationsWhenSmall, affordable);
  return permutations > plan.permutations ? look(pool, measurements, plan.seed, permutations) : first;
}

function look(pool: Pool, measurements: readonly Measurement[], seed: number, permutations: number): SignalsTest {
  const needed = new Set<Component>();
  for (const { components, noise } of measurements) {
    for (const component of components) needed.add(component);
    if (typeof noise === 'function') needed.add(noise);
  }
  const components = [...needed];
  const laws = permute(pool, components, permutations, createRandom(seed));
  const lawOf = (component: Component) => laws[components.indexOf(component)] ?? new Float64Array(permutations + 1);
  const tested = measurements.filter((measurement) => measurement.components.length > 0);
  const family = minP(tested.map((measurement) => standardisedSum(measurement.components.map(lawOf))));
  return {
    permutations,
    pValue: family.pValue,
    signals: measurements.map((measurement) => {
      const { noise } = measurement;
      const at = tested.indexOf(measurement);
      return {
        pValue: family.each[at] ?? null,
        pAdjusted: family.adjusted[at] ?? null,
        noise: typeof noise === 'function' ? medianOfPermutations(lawOf(noise)) : noise,
      };
    }),
  };
}
