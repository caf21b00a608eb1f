import { expect, test } from 'vitest';
import { bandOf } from './band.ts';
import { bareP, signalSentence } from './words.ts';

test.each([
  ['a quiet signal keeps its threshold in the middle', 0.06, 0.03, { value: 10, noise: 5, threshold: 50 }],
  ['a value far over it still fits', 1.2, 0.03, { value: 86.96, noise: 2.17, threshold: 21.74 }],
  ['nothing measured draws nothing', null, null, { value: null, noise: null, threshold: 50 }],
])('%s', (_, value, noise, expected) => {
  const band = bandOf({ name: 'hash_delta', value, noise, threshold: 0.3 });
  const rounded = Object.entries(band).map(([key, at]) => [key, at === null ? null : Number(at.toFixed(2))]);
  expect(Object.fromEntries(rounded)).toEqual(expected);
});

test('a signal in a line', () => {
  const measured = { name: 'hash_delta', value: 0.55, noise: 0.074, threshold: 0.3 };
  expect(signalSentence(measured)).toBe('55\u00a0%, noise 7.4\u00a0%, threshold 30\u00a0%');
  expect(signalSentence({ ...measured, noise: null })).toContain('noise unknown');
  expect(signalSentence({ ...measured, value: null })).toBe('not measured');
});

test.each([
  [null, '–'],
  [0.031, '0.031'],
  [0.0000001, '<\u00a00.00001'],
])('p %s alone', (p, text) => expect(bareP(p)).toBe(text));
