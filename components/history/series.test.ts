import { expect, it, describe as suite } from 'vitest';
import type { HistoryNight } from '#lib/contract/baselines.ts';
import { describe, evidencePoints, servedLanes, signalPoints, ticksOf } from './series.ts';

const SIGNAL = { name: 'judge', value: 0.3, noise: 0.1, threshold: 0.2, pValue: 0.001, pAdjusted: 0.002, fired: true };
const STEP = { pNight: 0.5, pConfirmation: null, pValue: 0.5, eValue: 0.6, cusum: 100, alarm: false, reason: '' };

const night = (day: number, over: Partial<HistoryNight> = {}): HistoryNight => ({
  ...{ runId: day, trigger: 'schedule', night: null, at: `2026-03-0${day}T02:00:00.000Z`, verdict: 'drifted' },
  ...{ baselineId: 1, deltaRate: 0.5, noiseRate: 0.1, pValue: 0.01, signals: [SIGNAL], step: STEP, confirmation: null },
  ...{ incidentId: null, servedModels: ['a'], fingerprints: [], costUsd: 0.1, judgeCostUsd: null },
  ...over,
});

suite('signalPoints', () => {
  it('draws nothing between nights of two baselines', () => {
    const points = signalPoints([night(1), night(2, { baselineId: 2 })], 'judge');
    expect(points.map(({ value }) => value)).toEqual([0.3, null, 0.3]);
    expect(points[1]?.night).toBeNull();
  });

  it('marks a night that was not measured on the axis', () => {
    const [point] = signalPoints([night(1, { verdict: 'unmeasured' })], 'judge');
    expect(point).toMatchObject({ value: null, gap: 0, fired: false });
  });

  it('has nothing of a signal that a night did not know', () => {
    expect(signalPoints([night(1)], 'energy')[0]).toMatchObject({ value: null, noise: null, gap: null });
  });
});

it('draws the evidence of scheduled nights on a logarithmic axis', () => {
  const points = evidencePoints([night(1), night(2, { trigger: 'manual' }), night(3, { step: null })]);
  expect(points.map(({ value }) => value)).toEqual([2, null]);
});

it('gives every name that served a lane, in order of appearance', () => {
  const { lanes, points } = servedLanes([night(1), night(2, { servedModels: ['b'], fingerprints: ['fp'] })]);
  expect(lanes).toEqual(['a', 'b', 'fp']);
  expect(points.map(({ names }) => names)).toEqual([['a'], ['b', 'fp']]);
});

it.each([
  [0.3, 0.2, true, [0, 0.1, 0.2, 0.3, 0.4]],
  [0.98, 0.2, true, [0, 0.25, 0.5, 0.75, 1]],
  [0.01, 0.05, false, [0, 0.02, 0.04, 0.06]],
  [null, 0, false, [0, 1]],
])('the axis of a value of %s ends above it in round steps', (value, threshold, isShare, ticks) => {
  const points = signalPoints([night(1, { signals: [{ ...SIGNAL, value, noise: null }] })], 'judge');
  expect(ticksOf(points, threshold, isShare)).toEqual(ticks);
});

it('says in a sentence what a chart shows', () => {
  const format = (value: number | null) => String(value);
  expect(describe(signalPoints([night(1), night(2)], 'judge'), format)).toBe(
    '2 nights measured, over the limit in 2. Latest 0.3, noise 0.1.',
  );
  expect(describe([], format)).toBe('No night was measured.');
});
