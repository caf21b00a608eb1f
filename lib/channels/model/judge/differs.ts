import type { JudgeVerdict } from './instructions.ts';

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
