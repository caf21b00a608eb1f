import { expect, it } from 'vitest';
import type { PlanEstimate } from '#lib/contract/runs.ts';
import { monthEstimate } from './month-estimate.ts';

function night(calls: number, maxCostUsd: number | null, judge: { calls: number; usd: number | null }): PlanEstimate {
  const tokens = { promptTokens: 0, maxCompletionTokens: 0 };
  return { ...tokens, calls, maxCostUsd, judgeCalls: judge.calls, judgeMaxCostUsd: judge.usd, basis: '' };
}

const nobody = { calls: 0, usd: 0 };

it('a month of nights, one a week deep', () => {
  const { calls, maxCostUsd } = monthEstimate(night(44, 0.1, nobody), night(100, 0.3, nobody));
  expect(calls).toBe(Math.round((365.2425 / 12 / 7) * (6 * 44 + 100)));
  expect(maxCostUsd).toBeCloseTo((365.2425 / 12 / 7) * 0.9, 10);
});

it('without a deep night', () => {
  expect(monthEstimate(night(20, 1, nobody), null)).toEqual({ calls: 609, maxCostUsd: 365.2425 / 12 });
});

it('counts the judge', () => {
  expect(monthEstimate(night(20, 1, { calls: 20, usd: 1 }), null).calls).toBe(1217);
});

it.each([
  ['of the model', night(1, null, nobody)],
  ['of the judge', night(1, 1, { calls: 1, usd: null })],
])('knows no cost while a price %s is unknown', (_name, estimate) => {
  expect(monthEstimate(estimate, null).maxCostUsd).toBeNull();
  expect(monthEstimate(night(1, 1, nobody), estimate).maxCostUsd).toBeNull();
});
