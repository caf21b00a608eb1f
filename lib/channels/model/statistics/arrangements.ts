/** Prompts with more possible arrangements than this draw as many instead of listing them all. */
const MOST_ARRANGEMENTS = 300;

/** A choice of the answers that count as tonight's, as ascending positions in the pool. */
export type Arrangement = Uint16Array;

/**
 * The ways to declare `chosen` of `total` pooled answers tonight's, the observed one (positions 0 to chosen − 1)
 * first. Lists all C(total, chosen) when they are few; otherwise the observed one and independent uniform draws.
 *
 * Drawing keeps the test exact: if nothing changed, the observed arrangement is itself a uniform draw, so each member
 * of the drawn list is equally likely to be the observed one (Phipson & Smyth 2010).
 */
export function arrangementsOf(total: number, chosen: number, random: () => number): Arrangement[] {
  if (binomial(total, chosen) <= MOST_ARRANGEMENTS) return allArrangements(total, chosen);
  const observed = Uint16Array.from({ length: chosen }, (_, position) => position);
  return [observed, ...Array.from({ length: MOST_ARRANGEMENTS - 1 }, () => drawArrangement(total, chosen, random))];
}

/** n over k as a double. */
export function binomial(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) result = (result * (n - i + 1)) / i;
  return result;
}

/** In lexicographic order, which starts with the observed one. */
function allArrangements(total: number, chosen: number): Arrangement[] {
  const found: Arrangement[] = [];
  const extend = (picked: readonly number[], from: number) => {
    if (picked.length === chosen) found.push(Uint16Array.from(picked));
    else for (let next = from; next < total; next++) extend([...picked, next], next + 1);
  };
  extend([], 0);
  return found;
}

/** Selection sampling (Knuth, The Art of Computer Programming 2, algorithm S). */
function drawArrangement(total: number, chosen: number, random: () => number): Arrangement {
  const picked = new Uint16Array(chosen);
  let count = 0;
  for (let position = 0; count < chosen; position++) {
    if (random() * (total - position) < chosen - count) picked[count++] = position;
  }
  return picked;
}
