import type { JudgedPrompt, PromptSides } from '../types.ts';
import { exactMcNemar } from './mcnemar.ts';
import { type Measurement, unmeasured } from './measurement.ts';

/**
 * Share of prompts of which a judge says that tonight's answer differs from a baseline answer, against the share of
 * which it says so of two baseline answers. Judging every arrangement would cost too much, so the judge has no part
 * in the permutations: its p-value is the one-sided exact McNemar test of the two verdicts on each prompt.
 */
export function measureJudge(prompts: readonly PromptSides<unknown>[]): {
  measurement: Measurement;
  pValue: number | null;
} {
  if (prompts.every(({ judged }) => judged === null)) {
    return { measurement: unmeasured('No judge is configured.'), pValue: null };
  }
  const verdicts = prompts.map(({ judged }) => usable(judged));
  const counted = verdicts.filter((verdict) => verdict !== null);
  if (counted.length === 0) return { measurement: unmeasured(explainNone(prompts)), pValue: null };
  const share = (count: number) => count / counted.length;
  const tonightOnly = counted.filter(({ tonight, baseline }) => tonight && !baseline).length;
  const baselineOnly = counted.filter(({ tonight, baseline }) => baseline && !tonight).length;
  return {
    measurement: {
      value: share(counted.filter(({ tonight }) => tonight).length),
      noise: share(counted.filter(({ baseline }) => baseline).length),
      unmeasured: null,
      components: [],
      prompts: verdicts.map(
        (verdict) => verdict && { value: Number(verdict.tonight), noise: Number(verdict.baseline) },
      ),
      facts: { tonightOnly, baselineOnly, promptsWithoutVerdict: prompts.length - counted.length },
    },
    pValue: exactMcNemar(tonightOnly, baselineOnly).more,
  };
}

function usable(judged: JudgedPrompt | null): { tonight: boolean; baseline: boolean } | null {
  if (judged === null || judged.tonightDiffers === null || judged.baselineDiffers === null) return null;
  return { tonight: judged.tonightDiffers, baseline: judged.baselineDiffers };
}

/** Names the cause that most prompts share. */
function explainNone(prompts: readonly PromptSides<unknown>[]): string {
  const counts = new Map<string, number>();
  for (const { judged } of prompts) {
    const cause = judged?.unmeasured;
    if (cause != null) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  }
  const [cause] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? [];
  return `The judge gave no usable verdict${cause === undefined ? '' : `: ${cause}`}.`;
}
