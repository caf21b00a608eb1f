/**
 * p-value of the exact rank sum test (Wilcoxon 1945), one-sided: how likely values at least as large as those of
 * `suspect` are if both samples come from one law. Equal values share their ranks; every split of the pooled ranks is
 * counted, so the test is exact with them too.
 */
export function largerValues(suspect: readonly number[], other: readonly number[]): number {
  const pooled = [...suspect, ...other].sort((a, b) => a - b);
  const seen = sum(suspect.map((value) => doubledRank(pooled, value)));
  // ways[k].get(s): splits that give `k` of the ranks so far to one side, with sum s.
  const ways = Array.from({ length: suspect.length + 1 }, () => new Map<number, number>());
  ways[0]?.set(0, 1);
  for (const rank of pooled.map((value) => doubledRank(pooled, value))) {
    for (let taken = suspect.length - 1; taken >= 0; taken--) {
      for (const [total, count] of ways[taken] ?? []) {
        const more = ways[taken + 1];
        more?.set(total + rank, (more.get(total + rank) ?? 0) + count);
      }
    }
  }
  const splits = [...(ways[suspect.length] ?? [])];
  const asLarge = splits.filter(([total]) => total >= seen);
  return sum(asLarge.map(([, count]) => count)) / sum(splits.map(([, count]) => count));
}

/** Twice the mean rank of `value`, so that shared ranks are whole numbers. */
function doubledRank(sorted: readonly number[], value: number): number {
  const first = sorted.indexOf(value);
  const last = sorted.lastIndexOf(value);
  return first + last + 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
