import { invariant } from '#lib/platform/errors.ts';
import type { PromptSides } from './types.ts';

/** Beyond this the number of arrangements no longer fits a double. */
const MAX_ANSWERS_PER_PROMPT = 1000;

/** Answers of one prompt as canonical hashes; only equality between them matters. */
export interface PromptHashes {
  baseline: readonly string[];
  tonight: readonly string[];
}

/** One possible number of mismatching pairs and how likely it is when nothing changed. */
interface MismatchOutcome {
  mismatches: number;
  probability: number;
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

/** How often each different answer occurs over both sides, largest first: all that the null law depends on. */
export function answerClassSizes({ baseline, tonight }: PromptHashes): number[] {
  return [...countBy([...baseline, ...tonight]).values()].sort((a, b) => b - a);
}

/**
 * Exact law of the number of mismatching pairs when `tonightCount` of the answers are declared "tonight" at random,
 * each choice equally likely. If an answer occurs nⱼ times and tⱼ of them are chosen, the mismatches are
 * r·k − Σ tⱼ(nⱼ − tⱼ), in Π C(nⱼ, tⱼ) ways: a dynamic programme over the different answers counts them all
 * without listing the C(k + r, r) choices.
 *
 * @param classSizes how often each different answer occurs; they sum to k + r, at most 1,000
 * @returns outcomes by ascending number of mismatches; the probabilities sum to 1
 */
export function mismatchLaw(classSizes: readonly number[], tonightCount: number): MismatchOutcome[] {
  const answers = classSizes.reduce((sum, size) => sum + size, 0);
  invariant(answers <= MAX_ANSWERS_PER_PROMPT, 'a prompt is compared on at most 1,000 answers');
  const baselineCount = answers - tonightCount;
  const pairs = tonightCount * baselineCount;
  // ways.get(chosen · (pairs + 1) + equal pairs): number of choices that lead there.
  let ways = new Map([[0, 1]]);
  let seen = 0;
  for (const size of classSizes) {
    const next = new Map<number, number>();
    for (const [state, count] of ways) {
      const chosen = Math.floor(state / (pairs + 1));
      const fewest = Math.max(0, seen + size - chosen - baselineCount);
      for (let take = fewest; take <= Math.min(size, tonightCount - chosen); take++) {
        const reached = state + take * (pairs + 1) + take * (size - take);
        next.set(reached, (next.get(reached) ?? 0) + count * binomial(size, take));
      }
    }
    ways = next;
    seen += size;
  }
  const all = binomial(seen, tonightCount);
  const complete = tonightCount * (pairs + 1);
  return [...ways]
    .map(([state, count]) => ({ mismatches: pairs - (state - complete), probability: count / all }))
    .sort((a, b) => a.mismatches - b.mismatches);
}

/** n over k, exact up to 2⁵³ and to double precision up to n = 1,000. */
function binomial(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) result = (result * (n - i + 1)) / i;
  return result;
}

function countBy(hashes: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  return counts;
}
