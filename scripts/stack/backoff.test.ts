import { describe, expect, it } from 'vitest';
import { nextCrashCount, restartDelayMs } from './backoff.ts';

describe('restartDelayMs', () => {
  it('doubles up to half a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 50].map(restartDelayMs)).toEqual([
      500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });
});

describe('nextCrashCount', () => {
  it('counts crashes in a row', () => expect(nextCrashCount(2, 59_999)).toBe(3));
  it('begins anew after a long run', () => expect(nextCrashCount(2, 60_000)).toBe(1));
});
