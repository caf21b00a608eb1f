import { answerClassSizes, countMismatches, mismatchLaw, type PromptHashes } from './mismatch.ts';

/** Additions one test may cost: about a second on one core. Only very many prompts of very mixed repetitions reach it. */
const WORK_LIMIT = 4e9;

/** Doubles lose precision below this; a p-value is never reported smaller. */
const SMALLEST_P = 1e-300;

interface PermutationTest {
  /** P(statistic ≥ observed) if nothing changed, in (0, 1]. */
  pValue: number;
  /** False when scores were rounded to a coarser grid to bound the work; the p-value then errs upwards only. */
  exact: boolean;
}

/** A prompt's mismatch share above its smallest possible one, as whole steps of 1/denominator. */
interface ScoreLaw {
  denominator: number;
  observed: number;
  outcomes: readonly { score: number; probability: number }[];
  /** Equal for equal laws; orders prompts independently of the suite. */
  key: string;
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
 * @param workLimit additions the test may cost; beyond it scores are rounded, against an alarm
 */
export function permutationTest(prompts: readonly PromptHashes[], workLimit = WORK_LIMIT): PermutationTest {
  // Prompts with one possible outcome tell nothing. The rest are sorted, so that rounding in the last digit does not
  // depend on the order of the suite.
  const laws = prompts
    .map(scoreLaw)
    .filter((law) => law.outcomes.length > 1)
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));

  const exactGrid = laws.reduce((common, law) => leastCommonMultiple(common, law.denominator), 1);
  const outcomes = laws.reduce((sum, law) => sum + law.outcomes.length, 0);
  const affordableGrid = Math.max(1, Math.floor(workLimit / Math.max(1, outcomes * laws.length)));
  const grid = Math.min(exactGrid, affordableGrid);

  const observed = laws.reduce((sum, law) => sum + Math.floor((law.observed * grid) / law.denominator), 0);
  // masses[s] = P(sum of scores so far = s / grid); the last cell gathers everything ≥ observed.
  let masses = new Float64Array([1]);
  for (const law of laws) masses = convolve(masses, law, grid, observed);
  const tail = masses[observed] ?? 0;
  return { pValue: Math.min(1, Math.max(SMALLEST_P, tail)), exact: grid === exactGrid };
}

function scoreLaw(prompt: PromptHashes): ScoreLaw {
  const sizes = answerClassSizes(prompt);
  const pairs = prompt.tonight.length * prompt.baseline.length;
  const law = mismatchLaw(sizes, prompt.tonight.length);
  const fewest = law[0]?.mismatches ?? 0;
  const step = law.reduce((common, { mismatches }) => greatestCommonDivisor(common, mismatches - fewest), pairs);
  return {
    denominator: pairs / step,
    observed: (countMismatches(prompt) - fewest) / step,
    outcomes: law.map(({ mismatches, probability }) => ({ score: (mismatches - fewest) / step, probability })),
    key: `${prompt.tonight.length}:${sizes.join(',')}`,
  };
}

/** Adds one prompt. Scores round up and the observed one rounded down: a coarse grid never favours an alarm. */
function convolve(masses: Float64Array<ArrayBuffer>, law: ScoreLaw, grid: number, ceiling: number) {
  const shifts = law.outcomes.map(({ score }) => Math.ceil((score * grid) / law.denominator));
  const next = new Float64Array(Math.min(ceiling, masses.length - 1 + Math.max(...shifts)) + 1);
  law.outcomes.forEach(({ probability }, index) => {
    const shift = shifts[index] ?? 0;
    for (let at = 0; at < masses.length; at++) {
      const target = Math.min(ceiling, at + shift);
      next[target] = (next[target] ?? 0) + (masses[at] ?? 0) * probability;
    }
  });
  return next;
}

function leastCommonMultiple(a: number, b: number): number {
  return (a / greatestCommonDivisor(a, b)) * b;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b > 0 ? greatestCommonDivisor(b, a % b) : a;
}
