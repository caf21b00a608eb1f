import type { JudgementKind } from '#generated/prisma/client.ts';
import { assertNever } from '#lib/platform/errors.ts';
import type { JudgedPrompt } from '../types.ts';
import type { JudgeVerdict } from './instructions.ts';
import { courseOf, type JudgeablePrompt, type Pair, pairsOf } from './pairs.ts';

/** What is stored of one question to a judge. */
export interface StoredOpinion {
  promptId: number;
  kind: JudgementKind;
  /** Whether the newer answer was shown first. */
  swapped: boolean;
  /** Of the newer answer beside the older; null when unmeasured. */
  verdict: JudgeVerdict | null;
}

const REVERSED: Record<JudgeVerdict, JudgeVerdict> = {
  same: 'same',
  better: 'worse',
  worse: 'better',
  different: 'different',
};

/** A verdict on the second answer, said of the newer one. */
export function ofNewer(verdict: JudgeVerdict, swapped: boolean): JudgeVerdict {
  return swapped ? REVERSED[verdict] : verdict;
}

/**
 * Whether a judge tells two answers apart, from its verdicts on the newer one in both orders. Verdicts that disagree
 * depend on the order and are a tie, which is no difference; a missing one leaves the pair unjudged.
 */
export function differs(shownSecond: JudgeVerdict | null, shownFirst: JudgeVerdict | null): boolean | null {
  if (shownSecond === null || shownFirst === null) return null;
  if (shownSecond === 'same' || shownFirst === 'same') return false;
  // Once better, once worse: whichever answer stands in one place is preferred.
  return shownSecond === 'different' || shownFirst === 'different' || shownSecond === shownFirst;
}

/** What the comparison is told of each prompt (statistics/judge.ts), by prompt id. */
export function judgedPrompts(
  prompts: readonly JudgeablePrompt[],
  opinions: readonly StoredOpinion[],
): Map<number, JudgedPrompt> {
  const verdictOf = (pair: Pair, swapped: boolean): JudgeVerdict | null =>
    opinions.find(
      (opinion) => opinion.promptId === pair.promptId && opinion.kind === pair.kind && opinion.swapped === swapped,
    )?.verdict ?? null;
  const differsIn = (pair: Pair | undefined): boolean | null => {
    if (pair === undefined) return null;
    const { course } = courseOf(pair);
    switch (course) {
      case 'equal':
        return false;
      case 'unmeasured':
        return null;
      case 'ask':
        return differs(verdictOf(pair, false), verdictOf(pair, true));
      default:
        return assertNever(course);
    }
  };
  return new Map(
    prompts.map((prompt) => {
      const pairs = pairsOf([prompt]);
      const of = (kind: JudgementKind) => differsIn(pairs.find((pair) => pair.kind === kind));
      return [prompt.promptId, { tonightDiffers: of('current'), baselineDiffers: of('baseline') }];
    }),
  );
}
