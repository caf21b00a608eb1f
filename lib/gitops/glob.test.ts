import { expect, test } from 'vitest';
import { globMatcher } from './glob.ts';

test.each([
  ['*', '', true],
  ['*.yaml', 'a.yaml', true],
  ['*.yaml', 'a.yml', false],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['[a-c]x', 'bx', true],
  ['[^a-c]x', 'bx', false],
  ['[^a-c]x', 'dx', true],
  ['[', '[', false],
  ['[]a]', 'a', false],
  ['[a-]', 'a', false],
  [String.raw`\*`, '*', true],
  [String.raw`\*`, 'a', false],
  [String.raw`[\]]`, ']', true],
  ['a*b*c', 'aXbYc', true],
  ['a*b*c', 'aXbY', false],
  ['*ü', 'grün'.slice(0, 3), true],
])('%s on %s is %s', (pattern, name, fits) => {
  expect(globMatcher(pattern)(name)).toBe(fits);
});

test('many stars take no longer than the product of both lengths', () => {
  expect(globMatcher(`${'*a'.repeat(200)}b`)('a'.repeat(5_000))).toBe(false);
});
