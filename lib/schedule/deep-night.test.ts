import { describe, expect, it } from 'vitest';
import { type DeepNightFacts, deepNightDue, isDeepNight } from './deep-night.ts';

/** 2026-05-10 is a Sunday. */
const day = (date: string) => new Date(`${date}T00:00:00Z`);

describe('deepNightDue', () => {
  it.each([
    ['the night itself', 'sunday', '2026-05-10', '2026-05-10'],
    ['the day after', 'sunday', '2026-05-11', '2026-05-10'],
    ['the day before it comes round', 'sunday', '2026-05-16', '2026-05-10'],
    ['over the end of a month', 'thursday', '2026-05-02', '2026-04-30'],
  ] as const)('%s', (_name, weekday, night, due) => {
    expect(deepNightDue(weekday, day(night))).toEqual(day(due));
  });

  it('there is none where nothing is deep', () => {
    expect(deepNightDue('never', day('2026-05-10'))).toBeNull();
  });
});

const sunday: DeepNightFacts = {
  deepNight: 'sunday',
  night: day('2026-05-10'),
  lastDeep: day('2026-05-03'),
  baselineReadyAt: new Date('2026-05-01T09:00:00Z'),
};

describe('isDeepNight', () => {
  it.each<[string, Partial<DeepNightFacts>, boolean]>([
    ['on its weekday', {}, true],
    ['for the first time', { lastDeep: null }, true],
    ['on its weekday once', { lastDeep: day('2026-05-10') }, false],
    ['not on another', { night: day('2026-05-09') }, false],
    ['on the night after a missed one', { night: day('2026-05-11') }, true],
    ['however many nights were missed', { night: day('2026-05-15'), lastDeep: null }, true],
    ['not again after it was made up for', { night: day('2026-05-12'), lastDeep: day('2026-05-11') }, false],
    ['on its weekday even so', { night: day('2026-05-17'), lastDeep: day('2026-05-11') }, true],
    [
      'not for a baseline of this week',
      { night: day('2026-05-11'), lastDeep: null, baselineReadyAt: new Date('2026-05-10T02:10:00Z') },
      false,
    ],
    ['but on its first weekday', { lastDeep: null, baselineReadyAt: new Date('2026-05-10T01:00:00Z') }, true],
    ['never, where it is switched off', { deepNight: 'never' }, false],
  ])('%s', (_name, over, deep) => {
    expect(isDeepNight({ ...sunday, ...over })).toBe(deep);
  });
});
