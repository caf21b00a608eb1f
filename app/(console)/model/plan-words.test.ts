import { describe, expect, it } from 'vitest';
import type { PlanEstimates } from '#lib/contract/endpoints.ts';
import { budgetWarning, planFacts } from './plan-words.ts';

const night = (calls: number, maxCostUsd: number | null) => ({
  calls,
  promptTokens: 0,
  maxCompletionTokens: 0,
  maxCostUsd,
  judgeCalls: 0,
  judgeMaxCostUsd: 0,
  basis: '',
});

const estimates: PlanEstimates = {
  standard: night(44, 0.1),
  single: night(20, 0.05),
  deep: night(100, 0.3),
  deepNight: 'sunday',
  month: { standard: { calls: 1583, maxCostUsd: 4 }, single: { calls: 957, maxCostUsd: 2 } },
};

describe('planFacts', () => {
  it('tells a night, the deep night and the month', () => {
    expect(planFacts(estimates, 'standard')).toEqual([
      ['A night', '44 calls, at most $0.10'],
      ['Sundays', '100 calls, at most $0.30'],
      ['A month', 'about 1,583 calls, at most $4.00'],
    ]);
  });

  it('tells no cost where a price is unknown, and no deep night where there is none', () => {
    const month = { ...estimates.month, single: { calls: 609, maxCostUsd: null } };
    expect(planFacts({ ...estimates, single: night(20, null), deepNight: 'never', month }, 'single')).toEqual([
      ['A night', '20 calls'],
      ['A month', 'about 609 calls'],
    ]);
  });

  it('tells what the judge may take', () => {
    const judged = { ...night(20, 0.05), judgeCalls: 40, judgeMaxCostUsd: 0.5 };
    expect(planFacts({ ...estimates, single: judged }, 'single')[0]).toEqual([
      'A night',
      '20 calls, at most $0.05; up to 40 of the judge, at most $0.50',
    ]);
  });
});

describe('budgetWarning', () => {
  it.each([
    ['no budget', null, null],
    ['enough for all', 0.3, null],
    ['not enough for the deep night', 0.2, 'deep check of Sundays'],
    ['not enough for any', 0.09, 'less than a night takes'],
  ])('%s', (_name, budgetUsd, warning) => {
    const said = budgetWarning(estimates, 'standard', budgetUsd);
    if (warning === null) expect(said).toBeNull();
    else expect(said).toContain(warning);
  });
});
