import type { Answer, PromptSides } from '#lib/channels/model/types.ts';
import { sidesOf } from '#lib/recorded/sides.ts';
import type { LoadedPair, PairPrompt } from './corpus.ts';

/** Draws the prompts and repetitions of one trial. */
export function drawTrial({ pair, sameRows, prompts }: LoadedPair, random: () => number): PromptSides<string>[] {
  return sample(prompts, pair.prompts, random).map((prompt) => {
    const { baselineReps, currentReps } = pair;
    const [baseline, current] = drawSides(prompt, { sameRows, baselineReps, currentReps }, random);
    const swapped = pair.swap && random() < 0.5;
    return swapped ? sidesOf(prompt.promptId, current, baseline) : sidesOf(prompt.promptId, baseline, current);
  });
}

/** One baseline repetition against another of the same prompt, for prompts that have two. */
export function drawNullPairs({ pair, prompts }: LoadedPair, random: () => number): [Answer, Answer][] | null {
  const repeated = prompts.filter(({ baseline }) => baseline.length >= 2);
  if (repeated.length < pair.prompts) return null;
  return sample(repeated, pair.prompts, random).flatMap(({ baseline }) => {
    const [a, b] = sample(baseline, 2, random);
    return a === undefined || b === undefined ? [] : [[a, b] satisfies [Answer, Answer]];
  });
}

interface Reps {
  sameRows: boolean;
  baselineReps: number;
  currentReps: number;
}

function drawSides(prompt: PairPrompt, { sameRows, baselineReps, currentReps }: Reps, random: () => number) {
  if (!sameRows)
    return [sample(prompt.baseline, baselineReps, random), sample(prompt.current, currentReps, random)] as const;
  const drawn = sample(prompt.baseline, baselineReps + currentReps, random);
  return [drawn.slice(0, baselineReps), drawn.slice(baselineReps)] as const;
}

/** `count` different members, every choice and order equally likely (Fisher–Yates, stopped early). */
function sample<T>(members: readonly T[], count: number, random: () => number): T[] {
  const left = [...members];
  const drawn: T[] = [];
  while (drawn.length < count && left.length > 0) {
    const [member] = left.splice(Math.floor(random() * left.length), 1);
    if (member !== undefined) drawn.push(member);
  }
  return drawn;
}
