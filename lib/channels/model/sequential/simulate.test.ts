import { describe, expect, it } from 'vitest';
import { createRandom } from '#demo/random.ts';
import { CUSUM_ALARM, NIGHTLY_ALPHA, P_CONFIRMED } from '#lib/policy/thresholds.ts';
import { normalFrom, normalQuantile, normalTail } from './normal.ts';
import { medianNight, nightsToIncident, shareWithIncident } from './simulate.ts';

const thresholds = { alpha: NIGHTLY_ALPHA, cusumAlarm: CUSUM_ALARM, pConfirmed: P_CONFIRMED };
const simulate = (power: number, endpoints: number, seed = 'year') =>
  nightsToIncident({ power, endpoints, nights: 365, random: createRandom(seed), thresholds });

describe('the normal law', () => {
  it.each([
    [0, 0.5],
    [1.959963985, 0.025],
    [2.326347874, 0.01],
    [6, 9.865876e-10],
    [-1, 0.841344746],
  ])('has the tail of %d right', (z, tail) => {
    expect(normalTail(z) / tail).toBeCloseTo(1, 6);
    expect(normalQuantile(tail)).toBeCloseTo(z, 5);
  });

  it('is drawn from', () => {
    const random = createRandom('normal');
    const draws = Array.from({ length: 50_000 }, () => normalFrom(random));
    for (const z of [-2, 0, 1, 2]) {
      const share = draws.filter((draw) => draw > z).length / draws.length;
      expect(Math.abs(share - normalTail(z))).toBeLessThan(0.01);
    }
  });
});

describe('a year of nights', () => {
  it('has at most 5 % of endpoints with a false alarm, confirmations included', () => {
    expect(shareWithIncident(simulate(NIGHTLY_ALPHA, 6000))).toBeLessThanOrEqual(0.05);
  });

  it.each([
    [0.09, 18],
    [0.22, 8],
    [0.45, 4],
    [0.95, 1],
  ])('finds a change of nightly power %d in a median of at most %i nights', (power, nights) => {
    expect(medianNight(simulate(power, 2000))).toBeLessThanOrEqual(nights);
  });

  it('is the same for the same seed', () => {
    expect(simulate(0.22, 50)).toEqual(simulate(0.22, 50));
    expect(simulate(0.22, 50, 'other')).not.toEqual(simulate(0.22, 50));
  });

  it('counts endpoints without an incident as never', () => {
    expect(medianNight([null, 3, null])).toBe(Number.POSITIVE_INFINITY);
    expect(shareWithIncident([null, 3])).toBe(0.5);
  });
});
