import type { PromptSides } from './types.ts';

/** Answers of one prompt as canonical hashes; only equality between them matters. */
export interface PromptHashes {
  baseline: readonly string[];
  tonight: readonly string[];
}

export function canonicalHashes({
  baseline,
  tonight,
}: Pick<PromptSides<unknown>, 'baseline' | 'tonight'>): PromptHashes {
  return {
    baseline: baseline.map((answer) => answer.canonicalHash),
    tonight: tonight.map((answer) => answer.canonicalHash),
  };
}

/** Number of (tonight, baseline) pairs that differ, of `baseline.length × tonight.length`. */
export function countMismatches({ baseline, tonight }: PromptHashes): number {
  const inBaseline = countBy(baseline);
  return tonight.reduce((sum, hash) => sum + baseline.length - (inBaseline.get(hash) ?? 0), 0);
}

/** Share of unordered pairs that differ, 0 to 1; null below two answers. */
export function pairwiseMismatchShare(hashes: readonly string[]): number | null {
  const pairs = (hashes.length * (hashes.length - 1)) / 2;
  if (pairs === 0) return null;
  const equal = [...countBy(hashes).values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  return (pairs - equal) / pairs;
}

function countBy(hashes: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  return counts;
}
