import type { Component } from './component.ts';
import type { Measurement } from './measurement.ts';
import { type FamilyTest, minP } from './min-p.ts';
import { medianOfPermutations, permute, standardisedSum } from './permute.ts';
import type { Pool } from './pool.ts';
import { createRandom } from './random.ts';

/** Additions the second look may cost: about a second on one core. Only very many prompts reach it. */
const WORK_LIMIT = 1e9;

export interface SignalsTest {
  /** Of all measurements together. */
  pValue: number;
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
  const tested = measurements.filter(({ components }) => components.length > 0);
  if (tested.length === 0) return null;
  const first = look(pool, measurements, plan.permutations, plan.seed);
  const noises = measurements.map(({ noise }) =>
    typeof noise === 'function' ? medianOfPermutations(first.lawOf(noise)) : noise,
  );
  const answers = pool.reduce((sum, { tonightCount }) => sum + tonightCount, 0);
  const permutations = Math.min(plan.permutationsWhenSmall, Math.floor(WORK_LIMIT / answers ** 2));
  const isSecondLook = first.family.pValue <= plan.alpha && permutations > plan.permutations;
  const { family } = isSecondLook ? look(pool, measurements, permutations, plan.seed) : first;
  return {
    permutations: isSecondLook ? permutations : plan.permutations,
    pValue: family.pValue,
    signals: measurements.map((measurement, index) => {
      const at = tested.indexOf(measurement);
      const [pValue = null, pAdjusted = null] = [family.each[at], family.adjusted[at]];
      return { pValue, pAdjusted, noise: noises[index] ?? null };
    }),
  };
}

interface Look {
  family: FamilyTest;
  lawOf: (component: Component) => Float64Array;
}

function look(pool: Pool, measurements: readonly Measurement[], permutations: number, seed: number): Look {
  const needed = measurements.flatMap(({ components, noise }) =>
    typeof noise === 'function' ? [...components, noise] : components,
  );
  const components = [...new Set(needed)];
  const laws = permute(pool, components, permutations, createRandom(seed));
  const lawOf = (component: Component) => laws[components.indexOf(component)] ?? new Float64Array(permutations + 1);
  const tested = measurements.filter((measurement) => measurement.components.length > 0);
  const family = minP(tested.map((measurement) => standardisedSum(measurement.components.map(lawOf))));
  return { family, lawOf };
}
