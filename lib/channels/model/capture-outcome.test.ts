import { expect, it } from 'vitest';
import { toAnswer } from './answer.ts';
import { captureOutcome } from './capture-outcome.ts';
import type { PromptSides } from './types.ts';

/** Prompts with these numbers of measured answers. */
const captured = (...counts: number[]): PromptSides<number>[] =>
  counts.map((count, promptId) => ({
    promptId,
    stratum: 'short',
    category: null,
    expectation: null,
    baseline: [],
    tonight: Array(count).fill(toAnswer({ output: 'a' })),
    judged: null,
  }));

it.each([
  ['every prompt answered three times', captured(3, 3, 3, 3, 3), 'calibrating'],
  ['four of five prompts', captured(3, 3, 3, 3, 2), 'calibrating'],
  ['three of five prompts', captured(3, 3, 3, 2, 0), 'unmeasured'],
  ['two answers everywhere', captured(2, 2, 2, 2, 2), 'unmeasured'],
  ['nothing', captured(0, 0), 'unmeasured'],
  ['no prompts', captured(), 'unmeasured'],
])('%s', (_name, prompts, verdict) => {
  const outcome = captureOutcome(prompts);
  expect(outcome).toMatchObject({ verdict, pValue: null, signals: [], prompts: [] });
});

it('says how many prompts are enough of what', () => {
  expect(captureOutcome(captured(3, 3, 0, 0, 0)).reason).toContain('2 of 5 prompts have at least 3 measured answers');
});
