import { expect, it } from 'vitest';
import { type BudgetFacts, decideCall } from './budget.ts';

const facts: BudgetFacts = { budgetUsd: 1, spentUsd: 0.5, inFlightUsd: 0.3, callUsd: 0.1 };

it.each<[string, Partial<BudgetFacts>, boolean]>([
  ['room for all', {}, true],
  ['no limit', { budgetUsd: null, spentUsd: 1e9 }, true],
  ['exactly enough', { spentUsd: 0.6 }, true],
  [
    'exactly enough in another order of adding',
    { spentUsd: 0.1 + 0.2, inFlightUsd: 0, callUsd: 0.3, budgetUsd: 0.6 },
    true,
  ],
  ['a call too dear', { callUsd: 0.3 }, false],
  ['others that may take the rest', { inFlightUsd: 0.5 }, false],
  ['spent already', { spentUsd: 1, inFlightUsd: 0, callUsd: 0.01 }, false],
  ['a free call within the budget', { spentUsd: 1, inFlightUsd: 0, callUsd: 0 }, true],
  ['a price that was taken away', { callUsd: null }, false],
])('%s', (_name, over, allowed) => {
  expect(decideCall({ ...facts, ...over }).allowed).toBe(allowed);
});

it('says what is spent and what is asked for', () => {
  expect(decideCall({ ...facts, callUsd: 0.3 })).toEqual({
    allowed: false,
    reason: '$0.50 of $1.00 are spent; this call and those in flight may take $0.60.',
  });
});
