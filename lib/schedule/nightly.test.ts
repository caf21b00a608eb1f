import { describe, expect, test } from 'vitest';
import { nextCronTime } from './nightly.ts';

describe('nextCronTime', () => {
  test.each([
    ['0 2 * * *', '2026-03-01T01:59:59.999Z', '2026-03-01T02:00:00.000Z'],
    ['0 2 * * *', '2026-03-01T02:00:00.000Z', '2026-03-02T02:00:00.000Z'],
    // No daylight saving in UTC: Europe's clocks change on 29 March 2026 at 01:00 UTC.
    ['0 2 * * *', '2026-03-29T00:30:00.000Z', '2026-03-29T02:00:00.000Z'],
    ['30 23 31 12 *', '2026-12-31T23:30:00.000Z', '2027-12-31T23:30:00.000Z'],
    ['*/15 * * * *', '2026-06-01T10:07:00.000Z', '2026-06-01T10:15:00.000Z'],
    ['0 2 * * 7', '2026-06-01T00:00:00.000Z', '2026-06-07T02:00:00.000Z'],
    // Day of month or weekday: either is enough, as in the worker's scheduler.
    ['0 2 15 * 1', '2026-06-09T00:00:00.000Z', '2026-06-15T02:00:00.000Z'],
    ['0 2 12 * 1', '2026-06-09T00:00:00.000Z', '2026-06-12T02:00:00.000Z'],
  ])('%s after %s is %s', (cron, after, expected) => {
    expect(nextCronTime(cron, new Date(after)).toISOString()).toBe(expected);
  });

  test.each(['', 'tonight', '@daily', '0 0 2 * * *', '61 2 * * *', '0 2 30 2 *'])('refuses %j', (cron) => {
    expect(() => nextCronTime(cron, new Date('2026-01-01T00:00:00Z'))).toThrow(
      expect.objectContaining({ code: 'misconfigured', message: expect.stringContaining('TIDEMARK_NIGHTLY_CRON') }),
    );
  });
});
