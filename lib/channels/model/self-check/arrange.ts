import type { Repetitions } from '#lib/contract/runs.ts';
import { SELF_CHECK_MIN_BASELINE } from '#lib/policy/thresholds.ts';
import type { Answer, PromptSides } from '../types.ts';
import type { NightlyPrompt } from './types.ts';

/**
 * Each night of the baseline as tonight, the others as baseline. A prompt whose other nights hold too few answers, or
 * that the night did not measure, counts as not measured, as in a check.
 */
export function leaveOneNightOut(prompts: readonly NightlyPrompt[]): PromptSides<number>[][] {
  const nights = prompts[0]?.nights ?? [];
  return nights.map((_, tonight) =>
    prompts.map((prompt) =>
      sidesOf(
        prompt,
        prompt.nights.flatMap((answers, night) => (night === tonight ? [] : answers)),
        prompt.nights[tonight] ?? [],
      ),
    ),
  );
}

/**
 * Of each prompt as many random answers as a check asks for as tonight, the others as baseline; fewer where the
 * baseline would be left with less than it needs to show a spread of its own.
 *
 * @param random uniform in [0, 1)
 */
export function randomSplit(
  prompts: readonly NightlyPrompt[],
  check: Repetitions,
  random: () => number,
): PromptSides<number>[] {
  return prompts.map((prompt) => {
    const answers = shuffled(prompt.nights.flat(), random);
    const tonight = Math.max(0, Math.min(check[prompt.stratum], answers.length - SELF_CHECK_MIN_BASELINE));
    return sidesOf(prompt, answers.slice(tonight), answers.slice(0, tonight));
  });
}

function sidesOf(
  { nights: _, ...prompt }: NightlyPrompt,
  baseline: readonly Answer[],
  tonight: readonly Answer[],
): PromptSides<number> {
  return { ...prompt, baseline, tonight, judged: null };
}

/** A new array in random order. */
function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(Math.floor(random() * left.length), 1));
}
