import type { Component } from './component.ts';
import type { Pool } from './pool.ts';

/** Relative size below which two values of one statistic count as equal: rounding must not break ties. */
const TIE = 1e-10;

/**
 * The values of test statistics over one shared run of random permutations: one arrangement for each prompt, each
 * equally likely, the same for every statistic.
 *
 * @returns for each statistic its observed value and then one for each permutation, ties made equal
 */
export function permute(
  pool: Pool,
  components: readonly Component[],
  permutations: number,
  random: () => number,
): Float64Array[] {
  const laws = components.map(() => new Float64Array(permutations + 1));
  const sizes = Uint16Array.from(pool, ({ arrangements }) => arrangements.length);
  const permutation = new Uint16Array(pool.length);
  for (let draw = 0; draw <= permutations; draw++) {
    components.forEach((component, index) => {
      const law = laws[index];
      if (law) law[draw] = component(permutation);
    });
    for (let i = 0; i < sizes.length; i++) permutation[i] = Math.floor(random() * (sizes[i] ?? 1));
  }
  for (const law of laws) joinTies(law);
  return laws;
}

/** Adds statistics of one signal after standardising each over the permutations, the observed one included. */
export function standardisedSum(laws: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array(), ...others] = laws;
  if (others.length === 0) return first;
  const sum = new Float64Array(first.length);
  for (const law of laws) {
    const mean = average(law);
    const deviation = Math.sqrt(average(law.map((value) => (value - mean) ** 2)));
    if (deviation === 0) continue;
    for (let i = 0; i < law.length; i++) sum[i] = (sum[i] ?? 0) + ((law[i] ?? 0) - mean) / deviation;
  }
  joinTies(sum);
  return sum;
}

/** Median over the permutations, without the observed value. */
export function medianOfPermutations(law: Float64Array): number {
  const sorted = law.slice(1).sort();
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

function average(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function joinTies(law: Float64Array): void {
  let largest = 0;
  for (const value of law) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return;
  const step = largest * TIE;
  for (let i = 0; i < law.length; i++) law[i] = Math.round((law[i] ?? 0) / step) * step;
}
