import { expect, it } from 'vitest';
import { captureOutcome } from './capture-outcome.ts';
import type { PromptAnswers } from './types.ts';

/** Prompts with these numbers of measured answers. */
const captured = (...counts: number[]): PromptAnswers<number>[] =>
  counts.map((count, promptId) => ({
    promptId,
    baseline: [],
    tonight: Array(count).fill({ canonicalHash: 'a', rawHash: 'a' }),
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
