import { expect, test } from 'vitest';
import { selectedShare, toggled, toggledAll } from './selection.ts';

test('a row goes in and out', () => {
  expect(toggled(new Set(['1']), 2)).toEqual(new Set(['1', '2']));
  expect(toggled(new Set(['1', '2']), 1)).toEqual(new Set(['2']));
});

test.each([
  [[], [1, 2], 'none', ['1', '2']],
  [['1'], [1, 2], 'some', ['1', '2']],
  [['1', '2'], [1, 2], 'all', []],
  [['3'], [1, 2], 'none', ['1', '2']],
  [['1', '2', '3'], [1, 2], 'all', []],
  [['1'], [], 'none', []],
] as const)('of %j chosen and %j shown: %s', (chosen, shown, share, next) => {
  expect(selectedShare(new Set(chosen), shown)).toBe(share);
  expect(toggledAll(new Set(chosen), shown)).toEqual(new Set(next));
});
