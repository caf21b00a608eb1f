import { describe, expect, it } from 'vitest';
import { taskOf } from '../task/testing.ts';
import { estimateAttempts } from './estimate.ts';

const agent = { prompt: 'x'.repeat(4_000), model: 'm', maxOutputTokens: 500 };
const prices = { inputUsdPerMillion: 1, outputUsdPerMillion: 10 };
const all = { attempts: 3, judge: { model: 'j' }, prices: { agent: prices, judge: prices } };
const rubric = { items: [{ id: 'kind', text: 'Is kind', weight: 1 }] };
const tool = { name: 'f', parameters: { type: 'object' }, results: [{ result: 'y'.repeat(4_000) }, { result: 1 }] };

describe('estimateAttempts', () => {
  it('counts a plain task once an attempt, and asks no judge', () => {
    const estimate = estimateAttempts([taskOf()], agent, all);
    expect(estimate).toMatchObject({ calls: 3, maxCompletionTokens: 1_500 });
    expect(estimate.promptTokens).toBeGreaterThan(3_000);
    expect(estimate.promptTokens).toBeLessThan(3_200);
    expect(estimate.costUsd).toBeCloseTo((estimate.promptTokens + 15_000) / 1e6);
  });

  it('counts a turn for each tool, with the longest result from then on', () => {
    const { calls, promptTokens } = estimateAttempts(
      [taskOf({ input: { messages: [{ role: 'user', content: '' }], tools: [tool] } })],
      agent,
      all,
    );
    expect(calls).toBe(6);
    expect(promptTokens).toBeGreaterThan(3 * (1_000 + 2_000));
  });

  it('counts the judge where a task needs one and there is one', () => {
    expect(estimateAttempts([taskOf({ rubric })], agent, all).calls).toBe(6);
    expect(estimateAttempts([taskOf({ rubric })], agent, { ...all, judge: null }).calls).toBe(3);
  });

  it('knows no cost where a price is unknown, unless nobody has to pay it', () => {
    const noJudgePrice = { ...all, prices: { agent: prices, judge: null } };
    expect(estimateAttempts([taskOf({ rubric })], agent, noJudgePrice).costUsd).toBeNull();
    expect(estimateAttempts([taskOf()], agent, noJudgePrice).costUsd).toBeGreaterThan(0);
    expect(estimateAttempts([taskOf()], agent, { ...all, prices: { agent: null, judge: null } }).costUsd).toBeNull();
    expect(estimateAttempts([], agent, all)).toMatchObject({ calls: 0, costUsd: 0 });
  });
});
