import { expect, it } from 'vitest';
import { answerExcerpt, excerpt } from './excerpt.ts';

it.each([
  ['plain', 'plain', '“plain”'],
  ['lines', 'a\r\n\tb', '“a\\r\\n\\tb”'],
  ['NUL and colours of a terminal', '\u0000\u001b[31mred', '“\\u0000\\u001b[31mred”'],
  ['turned direction', 'abc\u202etxt.exe', '“abc\\u202etxt.exe”'],
  ['half a character', 'a\ud83d', '“a\ufffd”'],
  ['HTML, which whoever shows it must escape', '<b>x</b>', '“<b>x</b>”'],
  ['too long', 'x'.repeat(1_000_000), `“${'x'.repeat(120)}…”`],
])('%s', (_, text, expected) => {
  expect(excerpt(text)).toBe(expected);
});

it('shows the place asked for', () => {
  const text = `${'a'.repeat(500)}HERE${'b'.repeat(500)}`;
  expect(excerpt(text, 500)).toBe(`“…${'a'.repeat(30)}HERE${'b'.repeat(86)}…”`);
});

it('says that there is no answer', () => {
  expect(answerExcerpt('')).toBe('The answer is empty.');
  expect(answerExcerpt('\n ')).toBe('The answer is blank.');
});
