/**
 * Exact McNemar test (McNemar 1947): if nothing changed, each prompt whose two answers disagree is as likely to have
 * moved one way as the other, so the number of one kind is binomial with probability 1/2.
 *
 * @param gained prompts that have the property only on the second side
 * @param lost prompts that have it only on the first
 * @returns two-sided p-value, and the one-sided p-value of "gained is too large"; both 1 without disagreement
 */
export function exactMcNemar(gained: number, lost: number): { twoSided: number; more: number } {
  const disagreeing = gained + lost;
  return {
    twoSided: Math.min(1, 2 * binomialTail(Math.max(gained, lost), disagreeing)),
    more: binomialTail(gained, disagreeing),
  };
}

/** P(X ≥ least) for X binomial(n, 1/2), summed from the smallest term. */
function binomialTail(least: number, n: number): number {
  let logTerm = -n * Math.LN2;
  let tail = 0;
  for (let k = n; k >= least; k--) {
    tail += Math.exp(logTerm);
    logTerm += Math.log(k / (n - k + 1));
  }
  return Math.min(1, Math.max(Number.MIN_VALUE, tail));
}
