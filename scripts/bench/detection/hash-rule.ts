import type { Answer, PromptSides } from '#lib/channels/model/types.ts';
import { HASH_DELTA_THRESHOLD } from '#lib/policy/thresholds.ts';

/** What teams do without a noise level: share of prompts whose answer is not the one first accepted, byte for byte. */
export function rawHashDelta(sides: readonly PromptSides<unknown>[]): number {
  return differingShare(
    sides.flatMap(({ baseline: [before], tonight: [now] }) =>
      before === undefined || now === undefined ? [] : [[before, now] satisfies [Answer, Answer]],
    ),
  );
}

export function differingShare(pairs: readonly (readonly [Answer, Answer])[]): number {
  return pairs.filter(([a, b]) => a.rawHash !== b.rawHash).length / pairs.length;
}

/** Share of trials over a threshold. */
export function shareAbove(deltas: readonly number[], threshold = HASH_DELTA_THRESHOLD): number {
  return deltas.filter((delta) => delta > threshold).length / deltas.length;
}

/**
 * The best threshold somebody could have set who knew this very pair beforehand: the lowest that at most 1 % of
 * comparisons without a change exceed.
 */
export function oracleThreshold(deltasWithoutChange: readonly number[]): number {
  const sorted = deltasWithoutChange.toSorted((a, b) => a - b);
  return sorted[Math.ceil(0.99 * sorted.length) - 1] ?? 1;
}
