import { expect, it } from 'vitest';
import { utcDay, utcMonth } from './clock.ts';

it.each([
  ['2026-03-01T00:00:00.000Z', '2026-03-01', '2026-03-01'],
  ['2026-02-28T23:59:59.999Z', '2026-02-28', '2026-02-01'],
  ['2027-01-01T00:30:00.000+01:00', '2026-12-31', '2026-12-01'],
])('%s falls on %s in the month of %s, in UTC', (at, day, month) => {
  expect(utcDay(new Date(at))).toEqual(new Date(`${day}T00:00:00.000Z`));
  expect(utcMonth(new Date(at))).toEqual(new Date(`${month}T00:00:00.000Z`));
});
