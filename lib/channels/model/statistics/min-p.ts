/** p-values of one run of permutations. */
export interface FamilyTest {
  /** Of all statistics together. */
  pValue: number;
  /** Of each statistic by itself, in the order given. */
  each: readonly number[];
  /** The same, adjusted for there being several. */
  adjusted: readonly number[];
}

/**
 * Westfall–Young step-down min-p test (Westfall & Young 1993, algorithm 2.8; Ge, Dudoit & Speed 2003). Every
 * permutation, the observed one among them, has a p-value in each statistic: the share of permutations at least as
 * extreme. The smallest of them is the family's statistic, and its rank among all permutations the p-value: exact
 * however the statistics depend on each other, as all of them saw the same permutations.
 *
 * Adjusted p-values take, from the least significant statistic up, the minimum over those not yet set aside; the
 * smallest equals `pValue`. They control the chance that any statistic without a change comes out significant.
 *
 * @param laws of each statistic the observed value and one for each permutation; larger is more extreme
 * @returns each p-value in [1/(B + 1), 1] for B permutations
 */
export function minP(laws: readonly Float64Array[]): FamilyTest {
  const ranks = laws.map(atLeastAsExtreme);
  const size = laws[0]?.length ?? 1;
  const each = ranks.map((rank) => (rank[0] ?? size) / size);
  const ascending = each.map((_, index) => index).sort((a, b) => (each[a] ?? 1) - (each[b] ?? 1));
  const adjusted = each.map(() => 1);
  const smallest = new Uint32Array(size).fill(size);
  for (const index of ascending.toReversed()) {
    const rank = ranks[index];
    if (!rank) continue;
    let count = 0;
    for (let i = 0; i < size; i++) {
      const least = Math.min(smallest[i] ?? size, rank[i] ?? size);
      smallest[i] = least;
      if (least <= (rank[0] ?? size)) count++;
    }
    adjusted[index] = count / size;
  }
  ascending.reduce((above, index) => (adjusted[index] = Math.max(above, adjusted[index] ?? 1)), 0);
  return { pValue: adjusted[ascending[0] ?? 0] ?? 1, each, adjusted };
}

/** For each value how many are at least as large, itself included. */
function atLeastAsExtreme(law: Float64Array): Uint32Array {
  if (law.every((value) => value === law[0])) return new Uint32Array(law.length).fill(law.length);
  const sorted = law.slice().sort();
  const ranks = new Uint32Array(law.length);
  for (let i = 0; i < law.length; i++) ranks[i] = law.length - lowerBound(sorted, law[i] ?? 0);
  return ranks;
}

/** Number of values below `value`. */
function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
