import { expect, it } from 'vitest';
import { createRandom } from './random.ts';

const draw = (seed: number, count: number) => {
  const random = createRandom(seed);
  return Array.from({ length: count }, random);
};

it('gives the same numbers for the same seed, on every machine', () => {
  expect(draw(7, 1000)).toEqual(draw(7, 1000));
  expect(draw(1, 3).map((value) => value.toFixed(9))).toMatchInlineSnapshot(`
    [
      "0.463405163",
      "0.345432160",
      "0.807912077",
    ]
  `);
});

it.each([0, 1, 2, -1, 2 ** 40, 123_456_789])('seed %i fills [0, 1) evenly', (seed) => {
  const values = draw(seed, 20_000);
  expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
  const bins = Array.from({ length: 10 }, (_, bin) => values.filter((value) => Math.floor(value * 10) === bin).length);
  const chiSquare = bins.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
  expect(chiSquare).toBeLessThan(27.9); // 0.1 % of fair generators exceed it (9 degrees of freedom)
});

it('neighbouring seeds share nothing', () => {
  const [left, right] = [draw(1, 1000), draw(2, 1000)];
  expect(left.filter((value, index) => value === right[index])).toEqual([]);
});
