import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesName } from './name-pattern.ts';

it.each([
  ['payments', 'payments', true],
  ['payments', 'payments-2', false],
  ['pay*', 'payments', true],
  ['pay*', 'pay', true],
  ['*-prod', 'shop-prod', true],
  ['*', '', true],
  ['a*a', 'a', false],
  ['a*b*c', 'a-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['a.c', 'abc', false],
])('%s on %s: %s', (pattern, name, matches) => {
  expect(matchesName(pattern, name)).toBe(matches);
});

it('says what a regular expression says', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 8 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 });
  fc.assert(
    fc.property(pattern, text, (stars, name) => {
      expect(matchesName(stars, name)).toBe(new RegExp(`^${stars.replaceAll('*', '.*')}$`).test(name));
    }),
  );
});

it('takes no longer for many stars', () => {
  expect(matchesName('*a'.repeat(125), `${'a'.repeat(250)}b`)).toBe(false);
});
