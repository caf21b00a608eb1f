import type { CallPlan, Repetitions } from '#lib/contract/runs.ts';
import type { Stratum } from '#lib/suites/vocabulary.ts';

/**
 * How a check spreads its calls over the suite. Short prompts are cheap and answer at random near a border, so they
 * are asked often; for the shipped suite of 12 short and 8 behaviour prompts this makes 44, 20 and 100 calls.
 */
export const CHECK_REPETITIONS: Readonly<Record<CallPlan, Repetitions>> = {
  standard: { short: 3, behaviour: 1 },
  single: { short: 1, behaviour: 1 },
  deep: { short: 5, behaviour: 5 },
};

/** Fresh answers of the same night, asked for when a check drifted. */
export const CONFIRMATION_REPETITIONS: Repetitions = { short: 3, behaviour: 2 };

/** The same number of answers of every prompt. */
export function everyPrompt(times: number): Repetitions {
  return { short: times, behaviour: times };
}

/** How many calls it takes to ask prompts of these strata. */
export function plannedCalls(strata: readonly Stratum[], repetitions: Repetitions): number {
  return strata.reduce((calls, stratum) => calls + repetitions[stratum], 0);
}

/** How often prompts of each stratum were asked by several runs together. */
export function sumRepetitions(
  runs: readonly { shortRepetitions: number; behaviourRepetitions: number }[],
): Repetitions {
  return {
    short: runs.reduce((sum, run) => sum + run.shortRepetitions, 0),
    behaviour: runs.reduce((sum, run) => sum + run.behaviourRepetitions, 0),
  };
}
