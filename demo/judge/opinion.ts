import type { JudgeQuestion } from './question.ts';

/** Share of common words from which the demo judge takes two answers for the same. */
const SAME_FROM = 0.5;
/** How much longer the longer of two different answers must be to count as the better one. */
const BETTER_FROM = 1.5;

export interface DemoOpinion {
  reasons: string;
  criteria: { id: string; met: boolean }[];
  verdict: 'same' | 'better' | 'worse' | 'different';
  confidence: number;
}

/** A crude but fair opinion: answers with many words in common are the same, and of others the longer one is better. */
export function opine({ first, second, criteria }: JudgeQuestion): DemoOpinion {
  const shared = sharedWords(first, second);
  const verdict = shared >= SAME_FROM ? 'same' : compareLengths(first.length, second.length);
  return {
    reasons: `Demo judge: the two answers have ${Math.round(shared * 100)} % of their words in common.`,
    criteria: criteria.map((id) => ({ id, met: verdict === 'same' || !/^(conclusion|quality)/.test(id) })),
    verdict,
    confidence: Math.round(50 + 100 * Math.abs(shared - SAME_FROM)),
  };
}

function compareLengths(first: number, second: number): 'better' | 'worse' | 'different' {
  if (second >= BETTER_FROM * first) return 'better';
  return first >= BETTER_FROM * second ? 'worse' : 'different';
}

/** Words in both texts as a share of the words in either (Jaccard), 0 to 1. */
function sharedWords(a: string, b: string): number {
  const [inA, inB] = [wordsOf(a), wordsOf(b)];
  const inBoth = [...inA].filter((word) => inB.has(word)).length;
  const all = inA.size + inB.size - inBoth;
  return all === 0 ? 1 : inBoth / all;
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}
