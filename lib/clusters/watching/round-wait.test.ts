import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundWaitMs } from './round-wait.ts';

test('what changes just after it was read is recorded within an interval', () => {
  const intervalMs = fc.integer({ min: 10_000, max: 86_400_000 });
  const share = fc.double({ min: 0, max: 0.24, noNaN: true });
  fc.assert(
    fc.property(intervalMs, share, (interval, part) => {
      const took = interval * part;
      expect(took + roundWaitMs(interval, took) + took).toBeLessThanOrEqual(interval);
    }),
  );
});

test.each([
  [10_000, 0, 8_000],
  [10_000, 500, 7_000],
  [60_000, 500, 57_000],
  [10_000, 9_000, 5_000],
  [10_000, 60_000, 5_000],
])('with an interval of %i ms and a look of %i ms it is %i ms', (intervalMs, tookMs, waitMs) => {
  expect(roundWaitMs(intervalMs, tookMs)).toBe(waitMs);
});
