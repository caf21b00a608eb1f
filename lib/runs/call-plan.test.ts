import { expect, it } from 'vitest';
import { requireSuite } from '#lib/suites/read.ts';
import { CHECK_REPETITIONS, CONFIRMATION_REPETITIONS, everyPrompt, plannedCalls, sumRepetitions } from './call-plan.ts';

it.each([
  ['a standard night', CHECK_REPETITIONS.standard, 44],
  ['every prompt once', CHECK_REPETITIONS.single, 20],
  ['a deep night', CHECK_REPETITIONS.deep, 100],
  ['a confirmation', CONFIRMATION_REPETITIONS, 52],
  ['a first baseline', everyPrompt(3), 60],
])('%s of the shipped suite', async (_name, repetitions, calls) => {
  const suite = await requireSuite('suites/canary');
  const strata = suite.prompts.map((prompt) => prompt.stratum);
  expect(plannedCalls(strata, repetitions)).toBe(calls);
});

it('a suite of one stratum asks for no calls of the other', () => {
  expect(plannedCalls(['short', 'short'], { short: 3, behaviour: 9 })).toBe(6);
  expect(plannedCalls([], everyPrompt(5))).toBe(0);
});

it('adds up what several runs asked', () => {
  const nights = [
    { shortRepetitions: 3, behaviourRepetitions: 3 },
    { shortRepetitions: 3, behaviourRepetitions: 1 },
  ];
  expect(sumRepetitions(nights)).toEqual({ short: 6, behaviour: 4 });
});
