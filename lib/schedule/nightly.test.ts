import { describe, expect, test } from 'vitest';
import { countsUntil, nextCronTime } from './nightly.ts';

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

describe('countsUntil', () => {
  test.each([
    ['nightly: 36 h', '0 2 * * *', '2026-06-05T02:05:00.000Z', '2026-06-06T14:05:00.000Z'],
    [
      'nightly, checked by hand in between: 36 h too',
      '0 2 * * *',
      '2026-06-05T12:00:00.000Z',
      '2026-06-07T00:00:00.000Z',
    ],
    ['nightly, at the very moment', '0 2 * * *', '2026-06-05T02:00:00.000Z', '2026-06-06T14:00:00.000Z'],
    ['hourly: 90 min', '0 * * * *', '2026-06-05T02:05:00.000Z', '2026-06-05T03:35:00.000Z'],
    ['weekly: ten and a half days', '0 2 * * 1', '2026-06-01T02:05:00.000Z', '2026-06-11T14:05:00.000Z'],
    [
      'working days: Friday’s until Monday afternoon',
      '0 2 * * 1-5',
      '2026-06-05T02:05:00.000Z',
      '2026-06-08T14:05:00.000Z',
    ],
    [
      'working days: Monday’s until Tuesday afternoon',
      '0 2 * * 1-5',
      '2026-06-01T02:05:00.000Z',
      '2026-06-02T14:05:00.000Z',
    ],
  ])('%s', (_name, cron, finishedAt, expected) => {
    expect(countsUntil(cron, new Date(finishedAt)).toISOString()).toBe(expected);
  });

  test('refuses what is no schedule', () => {
    expect(() => countsUntil('weekly', new Date('2026-06-01T00:00:00Z'))).toThrow('TIDEMARK_NIGHTLY_CRON is "weekly"');
  });
});
