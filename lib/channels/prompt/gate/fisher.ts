/** Passes among measured attempts. */
export interface PassCount {
  passes: number;
  runs: number;
}

/**
 * p-value of Fisher's exact test, one-sided: how likely so few passes of `suspect` are if it passes as often as `other`
 * and only chance decided which of all passes fell to it. 1 where either has no attempts.
 */
export function fewerPasses(suspect: PassCount, other: PassCount): number {
  const passes = suspect.passes + other.passes;
  const all = logChoose(suspect.runs + other.runs, passes);
  let probability = 0;
  for (let count = Math.max(0, passes - other.runs); count <= suspect.passes; count++) {
    probability += Math.exp(logChoose(suspect.runs, count) + logChoose(other.runs, passes - count) - all);
  }
  return Math.min(1, probability);
}

/** Logarithm of the binomial coefficient; both in whole numbers, 0 ≤ k ≤ n. */
function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let step = 1; step <= k; step++) sum += Math.log((n - k + step) / step);
  return sum;
}
