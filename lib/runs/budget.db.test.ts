import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { SampleResult } from '#lib/gateway/outcome.ts';
import { makeAnswer } from '#lib/testing/answers.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeEndpoint, makeRun, makeSuiteVersion } from '#lib/testing/factories.ts';
import { storeSamples } from './store-samples.ts';
import { type SamplingDeps, takeSample } from './take-sample.ts';

const database = testDatabase();
const PROMPTS = 12;
/** A dollar a token of the answer, and nothing for the question: no call can cost more than its limit of 64. */
const PRICES = { inputUsdPerMillion: 0, outputUsdPerMillion: 1_000_000 };
const LIMIT_USD = 64;

type Answer = (call: number) => SampleResult;

const costing = (tokens: number): SampleResult => ({
  kind: 'measured',
  answer: makeAnswer({ costUsd: null, completionTokens: tokens }),
});

/** Takes every sample of a run, lane beside lane as workers do, and returns how the run stands then. */
async function sampleAll({ budgetUsd, lanes, answer }: { budgetUsd: number | null; lanes: number; answer: Answer }) {
  const { db } = database;
  const promptKeys = Array.from({ length: PROMPTS }, (_, index) => `p${index}`);
  const target = await makeEndpoint(db, PRICES, await makeSuiteVersion(db, { promptKeys }));
  const run = await makeRun(db, target, { at: new Date(), status: 'sampling', lanes, budgetUsd });
  await db.$executeRaw`SELECT ensure_sample_partition(${run.month}::date)`;
  let calls = 0;
  const deps: SamplingDeps = {
    db,
    random: () => 0,
    ask: async () => {
      const result = answer(calls++);
      await sleep(calls % 7);
      return result;
    },
    store: (row) => storeSamples(db, [row]),
    cancellation: () => new AbortController().signal,
  };
  const lane = async (first: number) => {
    for (let position = first; position < PROMPTS; position += lanes) {
      const promptId = target.prompts[position]?.id ?? 0;
      for (let attempt = 1; (await db.sample.count({ where: { runId: run.id, promptId } })) === 0; attempt++) {
        await takeSample(deps, { runId: run.id, position, attempt }, new AbortController().signal);
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, first) => lane(first)));
  const samples = await db.sample.findMany({ where: { runId: run.id } });
  return {
    calls,
    run: await db.run.findUniqueOrThrow({ where: { id: run.id } }),
    refused: samples.filter((sample) => sample.reason === 'over_budget'),
  };
}

describe.each([1, 4])('with %i calls at once', (lanes) => {
  it('asks everything when the budget is the estimate, even if every answer takes what it may', async () => {
    const { calls, refused, run } = await sampleAll({
      budgetUsd: PROMPTS * LIMIT_USD,
      lanes,
      answer: () => costing(LIMIT_USD),
    });
    expect({ calls, refused }).toEqual({ calls: PROMPTS, refused: [] });
    expect(run).toMatchObject({ costUsd: PROMPTS * LIMIT_USD, budgetSpentUsd: PROMPTS * LIMIT_USD });
  });

  it.each([0.5, 1, 3.7, 7, 11.9])('never spends more than a budget of %d calls', async (affordable) => {
    const budgetUsd = affordable * LIMIT_USD;
    const { calls, refused, run } = await sampleAll({ budgetUsd, lanes, answer: (call) => costing((call * 29) % 65) });
    expect(run.costUsd ?? 0).toBeLessThanOrEqual(budgetUsd);
    expect(calls).toBe(PROMPTS - refused.length);
    expect(run).toMatchObject({ status: 'evaluating', storedSamples: PROMPTS, measuredSamples: calls });
  });

  it('counts calls that failed, and what they may have cost', async () => {
    const { calls, run } = await sampleAll({
      budgetUsd: 6 * LIMIT_USD,
      lanes,
      answer: (call) => (call % 2 === 0 ? { kind: 'retry', reason: 'timeout', detail: 'late' } : costing(LIMIT_USD)),
    });
    expect(calls).toBeLessThanOrEqual(6);
    expect(run.budgetSpentUsd).toBe(calls * LIMIT_USD);
  });

  it('counts nothing for calls that cannot have been charged', async () => {
    const { calls, run } = await sampleAll({
      budgetUsd: PROMPTS * LIMIT_USD,
      lanes,
      // Fewer than one call may be tried, whichever lane gets them.
      answer: (call) => (call < 4 ? { kind: 'retry', reason: 'rate_limited', detail: '' } : costing(1)),
    });
    expect(calls).toBeGreaterThan(PROMPTS);
    expect(run).toMatchObject({ measuredSamples: PROMPTS, budgetSpentUsd: PROMPTS });
  });
});

it('leaves one call at a time room for the budget that is left', async () => {
  const { calls, refused } = await sampleAll({ budgetUsd: 3 * LIMIT_USD, lanes: 1, answer: () => costing(LIMIT_USD) });
  expect(calls).toBe(3);
  expect(refused).toHaveLength(PROMPTS - 3);
  expect(refused[0]).toMatchObject({
    attempts: 0,
    costUsd: null,
    detail: '$192.00 of $192.00 are spent; this call and those in flight may take $64.00.',
  });
});

it('a run without a budget asks everything', async () => {
  const { calls } = await sampleAll({ budgetUsd: null, lanes: 4, answer: () => costing(LIMIT_USD) });
  expect(calls).toBe(PROMPTS);
});

it('an answer whose use the gateway does not tell counts as much as it may have cost', async () => {
  const silent = makeAnswer({ costUsd: null, promptTokens: null, completionTokens: null });
  const { calls, run } = await sampleAll({
    budgetUsd: 2 * LIMIT_USD,
    lanes: 1,
    answer: () => ({ kind: 'measured', answer: silent }),
  });
  expect(calls).toBe(2);
  expect(run).toMatchObject({ costUsd: null, budgetSpentUsd: 2 * LIMIT_USD });
});
