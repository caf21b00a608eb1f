import type { GoldenTaskRow } from '#lib/contract/golden/attempts.ts';

type Quantity = 'latencyMs' | 'tokens';

/** How many times the baseline a quantity of the new prompt is; null where either is unknown or the baseline is zero. */
export function factorOf({ head, baseline }: Pick<GoldenTaskRow, 'head' | 'baseline'>, of: Quantity): number | null {
  const [now, before] = [head[of], baseline?.[of] ?? null];
  return now === null || before === null || before === 0 ? null : now / before;
}

/** Points of the judge's confidence, of 100, that the new prompt has more than the baseline; negative when it has less. */
export function confidenceChange({ head, baseline }: Pick<GoldenTaskRow, 'head' | 'baseline'>): number | null {
  const before = baseline?.confidence ?? null;
  return head.confidence === null || before === null ? null : head.confidence - before;
}

/** The middle of the tasks' factors; null where none is known. */
export function medianFactor(tasks: readonly GoldenTaskRow[], of: Quantity): number | null {
  const factors = tasks
    .map((task) => factorOf(task, of))
    .filter((factor) => factor !== null)
    .toSorted((first, second) => first - second);
  const [low, high] = [factors[Math.floor((factors.length - 1) / 2)], factors[Math.floor(factors.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

const factors = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A factor with its sign: `×1.1`. */
export function factorText(factor: number | null): string {
  return factor === null ? '–' : `×${factors.format(factor)}`;
}

/** A change with its sign: `+3`, `−14`, `±0`. */
export function changeText(change: number): string {
  const points = Math.round(change);
  if (points === 0) return '±0';
  return points > 0 ? `+${points}` : `−${-points}`;
}
