import { expect, it } from 'vitest';
import { exactMcNemar } from './mcnemar.ts';

it.each([
  [0, 0, 1, 1],
  [1, 0, 1, 0.5],
  [5, 0, 0.0625, 0.03125],
  [0, 5, 0.0625, 1],
  [8, 0, 2 / 256, 1 / 256],
  [8, 2, 0.109375, 0.0546875],
  [3, 3, 1, 0.65625],
])('%i against %i', (gained, lost, twoSided, more) => {
  const test = exactMcNemar(gained, lost);
  expect(test.twoSided).toBeCloseTo(twoSided, 12);
  expect(test.more).toBeCloseTo(more, 12);
});

it('stays above zero for any number of prompts', () => {
  expect(exactMcNemar(5000, 0).twoSided).toBeGreaterThan(0);
  expect(exactMcNemar(2500, 2500).twoSided).toBeCloseTo(1, 9);
});
