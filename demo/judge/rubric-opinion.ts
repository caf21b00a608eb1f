import type { RubricQuestion } from './rubric-question.ts';

/** Share of an item's telling words that an answer must have where the item quotes nothing. */
const MET_FROM = 0.3;
const LEAST_CONFIDENCE = 20;
const TELLING_WORD = /\p{L}{5,}/gu;
const QUOTED = /[“"'‘]([^“”"'‘’]{2,})[”"'’]/g;
const DENIES = /\b(not|never|no|nothing|without|avoids?|refuses?)\b/i;

export interface DemoRubricOpinion {
  reasons: string;
  items: { id: string; met: boolean }[];
  verdict: 'all' | 'some' | 'none';
  confidence: number;
}

/** A crude but fair opinion: an item is met where its quotes, or else enough of its words, are in what the agent did. */
export function opineOnRubric({ did, items }: RubricQuestion): DemoRubricOpinion {
  const judged = items.map(({ id, text }) => ({ id, met: isMet(text, did.toLowerCase()) }));
  const met = judged.filter((item) => item.met).length;
  return {
    reasons: `Demo judge: the answer meets ${met} of ${items.length} items by its words.`,
    items: judged,
    verdict: met === items.length ? 'all' : met === 0 ? 'none' : 'some',
    confidence: Math.round(LEAST_CONFIDENCE + 75 * (met / Math.max(1, items.length))),
  };
}

function isMet(item: string, did: string): boolean {
  if (did.trim() === '') return false;
  const quotes = [...item.matchAll(QUOTED)].map(([, quote = '']) => quote.toLowerCase());
  const denies = DENIES.test(item.replace(QUOTED, ''));
  if (quotes.length > 0) {
    return denies ? !quotes.some((quote) => did.includes(quote)) : quotes.every((quote) => did.includes(quote));
  }
  const telling = [...new Set(item.toLowerCase().match(TELLING_WORD) ?? [])];
  const found = telling.filter((each) => did.includes(each)).length;
  return denies || telling.length === 0 || found / telling.length >= MET_FROM;
}
