import { expect, test } from 'vitest';
import type { EndpointNight } from '#lib/contract/endpoints.ts';
import { axisTicks, describeNights, nightPoints } from './nightly-series.ts';

const night = (day: number, over: Partial<EndpointNight> = {}): EndpointNight => ({
  runId: day,
  at: `2025-11-${String(day).padStart(2, '0')}T02:00:00Z`,
  verdict: 'stable',
  deltaRate: 0.05,
  noiseRate: 0.04,
  incidentId: null,
  ...over,
});

test('nights come in order of time, and an unmeasured one draws no value', () => {
  const points = nightPoints([night(3), night(2, { verdict: 'unmeasured', deltaRate: 1 })]);
  expect(points.map(({ runId, value, gap }) => ({ runId, value, gap }))).toEqual([
    { runId: 2, value: null, gap: 0 },
    { runId: 3, value: 0.05, gap: null },
  ]);
});

test.each([
  [[], 0.4],
  [[night(1)], 0.4],
  [[night(1, { deltaRate: 0.52 })], 0.6],
  [[night(1, { deltaRate: 1 })], 1],
  [[night(1, { deltaRate: null, noiseRate: 0.7 })], 0.8],
])('the axis reaches above every value', (nights, top) => {
  expect(axisTicks(nightPoints(nights)).at(-1)).toBe(top);
});

test('says in a sentence what the chart shows', () => {
  const points = nightPoints([
    night(1),
    night(2, { verdict: 'drifted', deltaRate: 0.6 }),
    night(3, { verdict: 'unmeasured', deltaRate: null }),
  ]);
  expect(describeNights(points)).toBe(
    '3 nights: 1 drifted, 1 stable, 1 unmeasured. Latest: 60\u00a0% of answers differ, noise 4\u00a0%.',
  );
});
