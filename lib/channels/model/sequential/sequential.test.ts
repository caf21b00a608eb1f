import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#demo/random.ts';
import { CUSUM_ALARM, NIGHTLY_ALPHA, P_CONFIRMED } from '#lib/policy/thresholds.ts';
import { stepCusum } from './cusum.ts';
import { eValue } from './e-value.ts';
import { twoStageP } from './two-stage.ts';

const ALPHA = NIGHTLY_ALPHA;
const p = fc.double({ min: 0, max: 1, minExcluded: true, noNaN: true });

/** Largest distance between the distribution of the numbers and the uniform one (Kolmogorov & Smirnov). */
function distanceFromUniform(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const gaps = sorted.map((x, index) => Math.max((index + 1) / sorted.length - x, x - index / sorted.length));
  return gaps.reduce((largest, gap) => Math.max(largest, gap), 0);
}

describe('eValue', () => {
  it('averages κ·p^(κ−1)', () => {
    expect(eValue(1)).toBeCloseTo(0.4, 12);
    expect(eValue(0.0001)).toBeCloseTo((0.1 * 1e-4 ** -0.9 + 0.25 * 1000 + 0.5 * 100 + 0.75 * 10) / 4, 6);
  });

  it('falls with p', () => {
    fc.assert(fc.property(p, p, (a, b) => a === b || eValue(Math.min(a, b)) >= eValue(Math.max(a, b))));
  });

  it('has expectation 1 under uniform p: its integral from x to 1 falls short by the mean of x^κ', () => {
    for (const x of [1e-3, 1e-6, 1e-9]) {
      const steps = 200_000;
      // Midpoints on the logarithmic scale, where the integrand is tame.
      const width = -Math.log(x) / steps;
      let integral = 0;
      for (let index = 0; index < steps; index++) {
        const at = Math.exp(-(index + 0.5) * width);
        integral += eValue(at) * at * width;
      }
      expect(integral).toBeCloseTo(1 - (x ** 0.1 + x ** 0.25 + x ** 0.5 + x ** 0.75) / 4, 6);
    }
  });

  it('has expectation at most 1 for the p-value of any permutation test, with any ties', () => {
    const tieSizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(tieSizes, (sizes) => {
        // Groups of tied statistics, largest first: each has the p-value of its last member.
        const total = sizes.reduce((sum, size) => sum + size, 0);
        let seen = 0;
        const expectation = sizes.reduce((sum, size) => {
          seen += size;
          return sum + (size / total) * eValue(seen / total);
        }, 0);
        expect(expectation).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it.each([0, -0.1, 1.1, Number.NaN])('refuses %d', (value) => expect(() => eValue(value)).toThrow(/p-value/));
});

describe('twoStageP', () => {
  it('keeps the check alone above alpha and without a confirmation', () => {
    expect(twoStageP(0.02, 0.5, ALPHA)).toBe(0.02);
    expect(twoStageP(0.004, null, ALPHA)).toBe(0.004);
  });

  it('joins check and confirmation by the product of two uniforms', () => {
    expect(twoStageP(ALPHA, 1, ALPHA)).toBe(ALPHA);
    expect(twoStageP(ALPHA / 2, 0.02, ALPHA)).toBeCloseTo(ALPHA * 0.01 * (1 - Math.log(0.01)), 15);
  });

  it('lies in (0, alpha] after a confirmation, and falls with both', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: ALPHA, noNaN: true }),
        fc.double({ min: 1e-6, max: 1, noNaN: true }),
        (p1, p2) => {
          const joint = twoStageP(p1, p2, ALPHA);
          expect(joint).toBeGreaterThan(0);
          expect(joint).toBeLessThanOrEqual(ALPHA * (1 + 1e-12));
          expect(twoStageP(p1 / 2, p2, ALPHA)).toBeLessThan(joint);
          expect(twoStageP(p1, p2 / 2, ALPHA)).toBeLessThan(joint);
        },
      ),
    );
  });

  it('is uniform if nothing changed, below alpha as well', () => {
    const random = createRandom('two-stage');
    const uniform = () => 1 - random();
    const draws = Array.from({ length: 200_000 }, () => twoStageP(uniform(), uniform(), ALPHA));
    // Critical value of the Kolmogorov–Smirnov test at 0.1 %: 1.95 / √n.
    expect(distanceFromUniform(draws)).toBeLessThan(1.95 / Math.sqrt(draws.length));
    const followedUp = Array.from({ length: 50_000 }, () => twoStageP(uniform() * ALPHA, uniform(), ALPHA) / ALPHA);
    expect(distanceFromUniform(followedUp)).toBeLessThan(1.95 / Math.sqrt(followedUp.length));
  });
});

describe('the CUSUM', () => {
  it('multiplies from the most favourable night on', () => {
    expect(stepCusum(1, 3)).toBe(3);
    expect(stepCusum(3, 2)).toBe(6);
    expect(stepCusum(0.2, 2)).toBe(2);
    expect(stepCusum(1e99, 1e9)).toBe(1e100);
  });

  it('is built on a process that stays a supermartingale: its mean never exceeds 1', () => {
    const random = createRandom('supermartingale');
    const paths = 20_000;
    const nights = 30;
    const wealth = new Float64Array(paths).fill(1);
    for (let night = 0; night < nights; night++) {
      for (let path = 0; path < paths; path++) {
        const coarse = Math.ceil((1 - random()) * 1000) / 1000;
        wealth[path] = (wealth[path] ?? 0) * eValue(coarse);
      }
      // Heavy tails make the plain mean a poor witness: the capped mean of a supermartingale is below 1 as well.
      const capped = wealth.reduce((sum, value) => sum + Math.min(value, 50), 0) / paths;
      expect(capped).toBeLessThanOrEqual(1.02);
    }
    // Ville's inequality: at most 1 in 20 paths ever exceeds 20.
    expect(wealth.filter((value) => value >= 20).length / paths).toBeLessThanOrEqual(0.05);
  });

  it('has thresholds in a sensible order', () => {
    expect(eValue(P_CONFIRMED)).toBeLessThan(CUSUM_ALARM);
    expect(P_CONFIRMED).toBeLessThan(ALPHA);
  });
});
