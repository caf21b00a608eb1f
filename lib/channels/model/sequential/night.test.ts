import { describe, expect, it } from 'vitest';
import { eBenjaminiHochberg } from './e-bh.ts';
import { eValue } from './e-value.ts';
import { type NightFacts, weighNight } from './night.ts';
import { twoStageP } from './two-stage.ts';

const thresholds = { alpha: 0.01, cusumAlarm: 500, pConfirmed: 0.0001 };
const quiet: NightFacts = {
  previousCusum: null,
  check: { pValue: 0.5, drifted: false },
  confirmation: null,
  steps: true,
};
const drifted = (pValue: number) => ({ pValue, drifted: true });

describe('weighNight', () => {
  it('steps the CUSUM of a quiet first night', () => {
    const night = weighNight(quiet, thresholds);
    expect(night).toEqual({ pValue: 0.5, eValue: eValue(0.5), cusum: eValue(0.5), alarm: false, incident: null });
  });

  it.each([
    ['a drift without a confirmation waits', { check: drifted(0.001) }, null],
    ['a confirmed drift', { check: drifted(0.002), confirmation: drifted(0.002) }, 'confirmed'],
    ['a drift the confirmation does not see', { check: drifted(0.001), confirmation: { ...quiet.check } }, null],
    [
      'a drift and a confirmation that are not enough together',
      { check: drifted(0.01), confirmation: drifted(0.01) },
      null,
    ],
    ['a CUSUM carried over the alarm', { check: drifted(0.001), previousCusum: 400 }, 'cusum'],
    ['both at once count as the CUSUM', { check: drifted(1e-5), confirmation: drifted(1e-5) }, 'cusum'],
    ['a manual check with a CUSUM about to alarm', { check: drifted(0.001), previousCusum: 499, steps: false }, null],
    [
      'a manual check that is confirmed',
      { check: drifted(1e-5), confirmation: drifted(1e-5), steps: false },
      'confirmed',
    ],
  ] satisfies [string, Partial<NightFacts>, string | null][])('%s', (_name, facts, incident) => {
    expect(weighNight({ ...quiet, ...facts }, thresholds).incident).toBe(incident);
  });

  it('weighs check and confirmation as one p-value', () => {
    const night = weighNight({ ...quiet, check: drifted(0.002), confirmation: drifted(0.03) }, thresholds);
    expect(night.pValue).toBe(twoStageP(0.002, 0.03, 0.01));
    expect(night.cusum).toBe(eValue(night.pValue));
  });

  it('leaves the CUSUM as it is after a check that does not step', () => {
    const night = weighNight({ ...quiet, previousCusum: 7, check: drifted(1e-5), steps: false }, thresholds);
    expect(night).toMatchObject({ cusum: 7, alarm: false });
  });
});

describe('eBenjaminiHochberg', () => {
  it.each([
    ['no endpoints', [], []],
    ['one endpoint over 1/level', [20], [true]],
    ['one endpoint below it', [19.9], [false]],
    ['the most that hold together', [25, 1, 30, 0.4], [false, false, false, false]],
    ['two that carry each other', [45, 1, 41, 0.4], [true, false, true, false]],
    ['one large among many', [1, 1, 1, 81], [false, false, false, true]],
    ['equal ones share their fate', [20, 20], [true, true]],
  ])('%s', (_name, eValues, named) => expect(eBenjaminiHochberg(eValues, 0.05)).toEqual(named));
});
