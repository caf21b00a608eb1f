import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curtail } from './curtail.ts';
import { fewerPasses } from './fisher.ts';
import { median } from './median.ts';
import { largerValues } from './rank-sum.ts';

const count = fc
  .integer({ min: 1, max: 20 })
  .chain((runs) => fc.record({ passes: fc.nat({ max: runs }), runs: fc.constant(runs) }));

describe('fewerPasses', () => {
  it.each([
    [{ passes: 1, runs: 10 }, { passes: 9, runs: 10 }, 0.000547],
    [{ passes: 0, runs: 3 }, { passes: 6, runs: 6 }, 1 / 84],
    [{ passes: 3, runs: 3 }, { passes: 6, runs: 6 }, 1],
    [{ passes: 0, runs: 0 }, { passes: 6, runs: 6 }, 1],
  ])('%j against %j', (suspect, other, p) => {
    expect(fewerPasses(suspect, other)).toBeCloseTo(p, 6);
  });

  it('grows with the passes of the suspect, and shrinks with those of the other', () => {
    fc.assert(
      fc.property(count, count, (suspect, other) => {
        const p = fewerPasses(suspect, other);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        if (suspect.passes < suspect.runs) {
          expect(fewerPasses({ ...suspect, passes: suspect.passes + 1 }, other)).toBeGreaterThanOrEqual(p - 1e-12);
        }
        if (other.passes < other.runs) {
          expect(fewerPasses(suspect, { ...other, passes: other.passes + 1 })).toBeLessThanOrEqual(p + 1e-12);
        }
      }),
    );
  });
});

describe('largerValues', () => {
  it.each([
    [[4, 5, 6], [1, 2, 3], 1 / 20],
    [[1, 2, 3], [4, 5, 6], 1],
    [[1, 1, 1], [1, 1, 1], 1],
    [[2, 2], [1, 2], 0.5],
  ])('%j against %j', (suspect, other, p) => {
    expect(largerValues(suspect, other)).toBeCloseTo(p, 10);
  });

  it('does not depend on order or scale', () => {
    const values = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(values, values, (one, other) => {
        const p = largerValues(one, other);
        expect(
          largerValues(
            one.toReversed(),
            other.map((value) => value),
          ),
        ).toBeCloseTo(p, 10);
        expect(
          largerValues(
            one.map((value) => 10 * value),
            other.map((value) => 10 * value),
          ),
        ).toBeCloseTo(p, 10);
      }),
    );
  });
});

describe('curtail', () => {
  it('gives the answer that all attempts would have given, as soon as it is certain', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 15 }), fc.nat({ max: 15 }), (course, limit) => {
        const size = course.length;
        const holds = (passes: number) => passes <= limit;
        const whole = holds(course.filter(Boolean).length);
        const seen = Array.from({ length: size + 1 }, (_, runs) => ({
          runs,
          result: curtail({ passes: course.slice(0, runs).filter(Boolean).length, runs }, size, holds),
        }));
        const decided = seen.filter(({ result }) => result.kind !== 'open');
        expect(new Set(decided.map(({ result }) => result.kind))).toEqual(new Set([whole ? 'holds' : 'fails']));
        expect(decided.at(-1)?.runs).toBe(size);
        for (const { runs, result } of seen) {
          if (result.kind === 'open') expect(result.runs > runs && result.runs <= (decided[0]?.runs ?? 0)).toBe(true);
        }
      }),
    );
  });
});

describe('median', () => {
  it.each([
    [[], null],
    [[3], 3],
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
  ])('of %j is %j', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});
