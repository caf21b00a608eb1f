import { expect, test } from 'vitest';
import { type ChangeFacts, changeWords } from './change-words.ts';

const good = 'a'.repeat(40);
const bad = 'b'.repeat(40);
const passed = { commit: good, by: 'passed' } as const;

function facts(over: Partial<ChangeFacts>): ChangeFacts {
  const between = { touching: 1, all: 4 };
  return { promptPath: 'prompts/support.md', lastGood: passed, firstBad: bad, between, ...over };
}

test.each<[string, Partial<ChangeFacts>, RegExp]>([
  [
    'a change of the prompt',
    {},
    /^It passed last at a{12} and regressed first at b{12}\. 1 of 4 commits .* touched prompts/,
  ],
  ['the only commit', { between: { touching: 1, all: 1 } }, /1 commit in between touched/],
  ['other commits alone', { between: { touching: 0, all: 4 } }, /None of the 4 commits .*the model under it/],
  ['the same commit', { lastGood: { commit: bad, by: 'passed' } }, /nothing in the repository changed/],
  [
    'baselines alone',
    { lastGood: { commit: good, by: 'baseline' } },
    /baselines were measured with the prompt of a{12}/,
  ],
  ['a copy without the commits', { between: null }, /ask git for a{12}\.\.b{12}/],
  ['nothing that passed', { lastGood: null }, /no commit to compare with/],
  ['a run without a commit', { firstBad: null }, /did not say which commit/],
])('%s', (_name, over, words) => {
  expect(changeWords(facts(over))).toMatch(words);
});
