import { expect, it } from 'vitest';
import { toAnswer } from '../answer.ts';
import { poolPrompts } from './pool.ts';
import { createRandom } from './random.ts';
import { testSignals } from './test-signals.ts';
import { vocabulary } from './vocabulary.ts';

const random = createRandom(4);
const WORDS = [...'bcdfghklmnprstvw'].flatMap((first) => ['a', 'e', 'ou'].map((rest) => `${first}${rest}n`));
const sentence = () => Array.from({ length: 12 }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');

/** Twenty prompts, answered once on each side: before by `text`, after by `change(text)`. */
function pOf(change: (text: string, prompt: number) => string, before: (text: string) => string = (text) => text) {
  const pool = poolPrompts(
    Array.from({ length: 20 }, (_, promptId) => {
      const text = sentence();
      const sides = [before(text), change(text, promptId)].map((output) => [toAnswer({ output })]);
      const [baseline = [], tonight = []] = sides;
      return { promptId, stratum: 'behaviour', category: null, expectation: null, baseline, tonight, judged: null };
    }),
    random,
  );
  const plan = { seed: 1, alpha: 0.01, permutations: 999, permutationsWhenSmall: 999 };
  return testSignals(pool, [vocabulary(pool)], plan)?.pValue;
}

it.each<[string, (text: string, prompt: number) => string, ((text: string) => string)?]>([
  ['an opening', (text) => `Sure! ${text}`],
  ['an ending', (text) => `${text} Let me know.`],
  ['brackets lost', (text) => text, (text) => `[${text}]`],
  ['a dot moved', (text) => `(A). ${text}`, (text) => `(A) ${text}.`],
  ['first letter in upper case', (text) => text.slice(0, 1).toUpperCase() + text.slice(1)],
  ['one word said another way', (text) => text.replaceAll(/\b\w/g, 'x')],
])('sees on many prompts: %s', (_what, change, before) => {
  expect(pOf(change, before)).toBeLessThan(0.005);
});

it.each<[string, (text: string, prompt: number) => string]>([
  ['nothing changed', (text) => text],
  ['other words on each prompt', sentence],
  ['a habit on two of twenty prompts', (text, prompt) => (prompt < 2 ? `Sure! ${text}` : text)],
  ['other numbers', (text, prompt) => text.replace(/^/, prompt % 2 ? '' : ' ')],
])('stays quiet: %s', (_what, change) => {
  expect(pOf(change)).toBeGreaterThan(0.05);
});
