import { expect, it } from 'vitest';
import { arrangementsOf, binomial } from './arrangements.ts';
import { createRandom } from './random.ts';

it.each([
  [2, 1, 2],
  [4, 1, 4],
  [6, 3, 20],
  [13, 3, 286],
])('lists all ways to choose from %i answers %i, the observed one first', (total, chosen, count) => {
  const arrangements = arrangementsOf(total, chosen, createRandom(1));
  expect(arrangements).toHaveLength(count);
  expect(arrangements[0]).toEqual(Uint16Array.from({ length: chosen }, (_, position) => position));
  expect(new Set(arrangements.map(String)).size).toBe(count);
});

it('draws as many where they are too many, each answer as often as any other', () => {
  const arrangements = arrangementsOf(14, 5, createRandom(1));
  expect(arrangements).toHaveLength(300);
  expect(arrangements[0]).toEqual(Uint16Array.of(0, 1, 2, 3, 4));
  const counts = Array.from({ length: 14 }, () => 0);
  for (const arrangement of arrangements.slice(1)) {
    expect(new Set(arrangement).size).toBe(5);
    for (const position of arrangement) counts[position] = (counts[position] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - (299 * 5) / 14)).toBeLessThan(4 * Math.sqrt(299 * (5 / 14)));
});

it('counts ways to choose', () => {
  expect([binomial(4, 1), binomial(6, 3), binomial(20, 0)]).toEqual([4, 20, 1]);
});
