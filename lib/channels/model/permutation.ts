import { answerClassSizes, countMismatches, type MismatchOutcome, mismatchLaw, type PromptHashes } from './mismatch.ts';

/** Additions a test may cost, about a second on one core. Only prompts of very mixed repetition counts reach it. */
const WORK_LIMIT = 2e9;

/** Doubles lose precision below this; a p-value is never reported smaller. */
const SMALLEST_P = 1e-300;

interface PermutationTest {
  /** P(statistic ≥ observed) if nothing changed, in (0, 1]. */
  pValue: number;
  /** False when scores were rounded to a coarser grid to bound the work; the p-value then errs upwards only. */
  exact: boolean;
}

/**
 * Exact within-prompt permutation test of the hash delta. If the endpoint did not change, tonight's r answers to a
 * prompt are exchangeable with its k baseline answers, so each choice of r among k + r is as likely as the observed
 * one (model equality testing, arXiv 2410.20247). Statistic: mean over prompts of the share of (tonight, baseline)
 * pairs that differ. Prompts are independent, so their exact laws are convolved on a common denominator; k and r may
 * differ between prompts. Nothing is sampled: the observed arrangement is among those counted, hence p > 0
 * (Phipson & Smyth 2010), and ties count against significance.
 *
 * @param prompts each with at least one answer on either side, at most 1,000 answers in all per prompt
 */
export function permutationTest(prompts: readonly PromptHashes[]): PermutationTest {
  const facts = prompts.map(factsOf).filter((prompt) => prompt.law.length > 1);
  // Prompts with a single possible outcome cannot tell anything; the rest go in an order of their own, so that
  // rounding in the last digit does not depend on the order of the suite.
  facts.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));

  const exactGrid = facts.reduce((common, { pairs }) => leastCommonMultiple(common, pairs), 1);
  const outcomes = facts.reduce((sum, { law }) => sum + law.length, 0);
  const finestGrid = Math.max(1, Math.floor(WORK_LIMIT / Math.max(1, outcomes * facts.length)));
  const grid = Math.min(exactGrid, finestGrid);

  const observed = facts.reduce((sum, { mismatches, pairs }) => sum + Math.floor((mismatches * grid) / pairs), 0);
  // masses[s] = P(score so far = s); the last cell gathers every score ≥ observed.
  let masses = new Float64Array([1]);
  for (const { law, pairs } of facts) masses = convolve(masses, law, grid, pairs, observed);
  const tail = masses[observed] ?? 0;
  return { pValue: Math.min(1, Math.max(SMALLEST_P, tail)), exact: grid === exactGrid };
}

function factsOf(prompt: PromptHashes) {
  const sizes = answerClassSizes(prompt);
  const tonightCount = prompt.tonight.length;
  return {
    key: `${tonightCount}:${sizes.join(',')}`,
    law: mismatchLaw(sizes, tonightCount),
    mismatches: countMismatches(prompt),
    pairs: tonightCount * prompt.baseline.length,
  };
}

/** Law of the sum of both scores. Scores round up and the observed one down: a coarse grid never favours an alarm. */
function convolve(
  masses: Float64Array<ArrayBuffer>,
  law: readonly MismatchOutcome[],
  grid: number,
  pairs: number,
  ceiling: number,
): Float64Array<ArrayBuffer> {
  const widest = Math.max(...law.map(({ mismatches }) => Math.ceil((mismatches * grid) / pairs)));
  const next = new Float64Array(Math.min(ceiling, masses.length - 1 + widest) + 1);
  for (const { mismatches, probability } of law) {
    const cells = Math.ceil((mismatches * grid) / pairs);
    masses.forEach((mass, at) => {
      const target = Math.min(ceiling, at + cells);
      next[target] = (next[target] ?? 0) + mass * probability;
    });
  }
  return next;
}

function leastCommonMultiple(a: number, b: number): number {
  let [divisor, rest] = [a, b];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return (a / divisor) * b;
}
