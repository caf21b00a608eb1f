import { describe, expect, it } from 'vitest';
import { MAX_SAMPLE_ATTEMPTS, RETRY_BASE_DELAY_MS, RETRY_MAX_DELAY_MS } from '#lib/policy/thresholds.ts';
import { nextDelayMs } from './backoff.ts';

const highest = () => 0.999_999;
const lowest = () => 0;

describe('nextDelayMs', () => {
  it('doubles its upper end with each attempt up to the cap', () => {
    const upperEnds = [1, 2, 3, 10].map((attempt) => nextDelayMs({ attempt, random: highest }) + 1);
    expect(upperEnds).toEqual([
      RETRY_BASE_DELAY_MS,
      2 * RETRY_BASE_DELAY_MS,
      4 * RETRY_BASE_DELAY_MS,
      RETRY_MAX_DELAY_MS,
    ]);
  });

  it('has full jitter: it may be nothing at all', () => {
    expect(nextDelayMs({ attempt: 5, random: lowest })).toBe(0);
  });

  it('is never shorter than Retry-After and spreads beyond it', () => {
    expect(nextDelayMs({ attempt: 1, retryAfterMs: 90_000, random: lowest })).toBe(90_000);
    expect(nextDelayMs({ attempt: 1, retryAfterMs: 90_000, random: () => 0.5 })).toBe(90_500);
  });

  it('spans at most the documented 63 s over all attempts', () => {
    const waits = Array.from({ length: MAX_SAMPLE_ATTEMPTS - 1 }, (_, index) => index + 1);
    const total = waits.reduce((sum, attempt) => sum + nextDelayMs({ attempt, random: highest }), 0);
    expect(total).toBeLessThanOrEqual(63_000);
    expect(total).toBeGreaterThan(62_900);
  });
});
