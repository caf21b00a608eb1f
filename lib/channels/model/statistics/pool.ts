import type { Answer, PromptSides } from '../types.ts';
import { type Arrangement, arrangementsOf, binomial } from './arrangements.ts';

/** The answers to one prompt on both sides as one pool, tonight's first. Those that differ in format only are one answer. */
export interface PooledPrompt {
  /** Place among the judged prompts, and in a permutation. */
  index: number;
  prompt: PromptSides<unknown>;
  answers: readonly Answer[];
  tonightCount: number;
  baselineCount: number;
  /** Ways to declare `tonightCount` of the answers tonight's; the first is the observed one. */
  arrangements: readonly Arrangement[];
}

export type Pool = readonly PooledPrompt[];

/**
 * Pools both sides of each prompt. If nothing changed, every choice of tonight's answers within a prompt was equally
 * likely: that is all the tests assume (model equality testing, arXiv 2410.20247).
 *
 * @param prompts each with at least one answer on both sides
 */
export function poolPrompts(prompts: readonly PromptSides<unknown>[], random: () => number): PooledPrompt[] {
  return prompts.map((prompt, index) => {
    const answers = foldFormat([...prompt.tonight, ...prompt.baseline]);
    return {
      index,
      prompt,
      answers,
      tonightCount: prompt.tonight.length,
      baselineCount: prompt.baseline.length,
      arrangements: arrangementsOf(answers.length, prompt.tonight.length, random),
    };
  });
}

/**
 * Lets answers of equal canonical form stand for each other, so that no statistic sees a change of layout alone: that
 * is reported as a movement of its own kind and never drift. Which of them stands for all does not depend on the side.
 */
function foldFormat(answers: readonly Answer[]): Answer[] {
  const chosen = new Map<string, Answer>();
  for (const answer of answers) {
    const known = chosen.get(answer.canonicalHash);
    if (known === undefined || answer.rawHash < known.rawHash) chosen.set(answer.canonicalHash, answer);
  }
  return answers.map((answer) => {
    const other = chosen.get(answer.canonicalHash);
    return other === undefined || other.rawHash === answer.rawHash ? answer : other;
  });
}

/**
 * The smallest p-value any test over these prompts can give: one in the number of possible permutations. Where both
 * sides have equally many repetitions, exchanging them wholly gives the same statistic, so it is two in that number.
 */
export function smallestPossibleP(prompts: readonly Pick<PromptSides<unknown>, 'baseline' | 'tonight'>[]): number {
  const permutations = prompts.reduce(
    (product, { baseline, tonight }) => product * binomial(baseline.length + tonight.length, tonight.length),
    1,
  );
  const isBalanced = prompts.every(({ baseline, tonight }) => baseline.length === tonight.length);
  return Math.min(1, (isBalanced ? 2 : 1) / permutations);
}

/** One answer on each side of every prompt: what does not tell the sides apart can not be tested then. */
export function isPaired(pool: Pool): boolean {
  return pool.every(({ answers }) => answers.length === 2);
}
