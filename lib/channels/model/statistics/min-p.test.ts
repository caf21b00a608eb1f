import { describe, expect, it } from 'vitest';
import { minP } from './min-p.ts';
import { createRandom } from './random.ts';

const random = createRandom(11);
const law = (size: number, shift = 0) =>
  Float64Array.from({ length: size }, (_, i) => random() + (i === 0 ? shift : 0));

it('one statistic keeps its own p-value', () => {
  expect(minP([Float64Array.of(5, 1, 2, 3)])).toEqual({ pValue: 0.25, each: [0.25], adjusted: [0.25] });
  expect(minP([Float64Array.of(1, 1, 2, 3)])).toMatchObject({ pValue: 1 });
  expect(minP([Float64Array.of(2, 2, 2, 1)])).toMatchObject({ pValue: 0.75 });
});

it('a statistic that never varies costs nothing', () => {
  const informative = law(1000, 0.5);
  const constant = new Float64Array(1000).fill(3);
  expect(minP([informative, constant, constant]).pValue).toBe(minP([informative]).pValue);
  expect(minP([constant])).toEqual({ pValue: 1, each: [1], adjusted: [1] });
});

it('twins cost nothing either: they always agree', () => {
  const informative = law(1000, 0.3);
  expect(minP([informative, informative.slice(), informative.slice()]).pValue).toBe(minP([informative]).pValue);
});

describe('adjusted p-values', () => {
  const families = Array.from({ length: 100 }, () => [law(200, 0.2), law(200), law(200, 0.4), law(200)]);

  it('lie between the own p and 1, never below 1/(B + 1), and keep the order', () => {
    for (const family of families) {
      const { each, adjusted, pValue } = minP(family);
      expect(Math.min(...adjusted)).toBe(pValue);
      each.forEach((p, i) => {
        expect(adjusted[i]).toBeGreaterThanOrEqual(p);
        expect(adjusted[i]).toBeLessThanOrEqual(1);
        expect(p).toBeGreaterThanOrEqual(1 / 200);
        each.forEach((other, j) => {
          if (p < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? 0);
        });
      });
    }
  });

  it('are close to Bonferroni for independent statistics', () => {
    const independent = Array.from({ length: 5 }, () => law(5000));
    const { each, pValue } = minP(independent);
    const smallest = Math.min(...each);
    expect(pValue).toBeCloseTo(1 - (1 - smallest) ** 5, 1);
  });
});

it('controls the chance of any false finding among true nulls beside a real one', () => {
  const trials = 2000;
  let families = 0;
  for (let trial = 0; trial < trials; trial++) {
    const { adjusted } = minP([law(100, 10), law(100), law(100), law(100), law(100)]);
    if (adjusted.slice(1).some((p) => p <= 0.1)) families++;
  }
  expect(families / trials).toBeLessThan(0.1 + 3 * Math.sqrt(0.09 / trials));
  expect(families / trials).toBeGreaterThan(0.06);
});
