import { expect, test } from 'vitest';
import { opinionWords, togetherWords } from './opinion-words.ts';

test.each([
  [{ verdict: 'worse', reason: null }, 'The new answer is worse'],
  [{ verdict: null, reason: 'judge_prose' }, 'No opinion: the judge answered in prose'],
  [{ verdict: null, reason: null }, 'No opinion: no reason was kept'],
])('%o', (opinion, words) => expect(opinionWords(opinion)).toBe(words));

const both = (plain: string | null, swapped: string | null) => [
  { verdict: plain, swapped: false },
  { verdict: swapped, swapped: true },
];

test.each([
  [both('worse', 'worse'), 'finds them different'],
  [both('same', 'same'), 'no material difference'],
  [both('same', 'worse'), 'a tie'],
  [both('worse', null), 'no usable opinion'],
  [[], 'no usable opinion'],
])('both orders together: %o', (opinions, words) => expect(togetherWords(opinions)).toContain(words));
