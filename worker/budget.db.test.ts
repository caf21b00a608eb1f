import { afterAll, beforeAll, expect, it } from 'vitest';
import { runDemoGateway } from '#demo/testing.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { watchOn } from '#lib/testing/watch.ts';
import type { RunningWorker } from './start-worker.ts';
import { startTestWorker } from './testing.ts';

const database = testDatabase();
const watch = watchOn(database);
const gateway = runDemoGateway();
let worker: RunningWorker;

beforeAll(async () => {
  worker = await startTestWorker(database);
});
afterAll(() => worker.stop());

it('a run that uses up its budget asks no more, spends no more, and is not called stable', async () => {
  const target = await watch.endpoint(gateway.url(), { prompts: 20, concurrency: 2 });
  // A call may take 64 dollars: with one in flight, the budget leaves no room for another.
  const prices = { inputUsdPerMillion: 0, outputUsdPerMillion: 1_000_000 };
  const data = { ...prices, runBudgetUsd: 100 };
  await database.db.endpoint.update({ where: { id: target.endpoint.id }, data });
  const run = await watch.run(target);
  expect(run).toMatchObject({ status: 'finished', storedSamples: 20, budgetUsd: 100 });
  expect(run.verdict).not.toBe('stable');
  expect(run.budgetSpentUsd).toBeLessThanOrEqual(100);
  const refused = await database.db.sample.findMany({ where: { runId: run.id, reason: 'over_budget' } });
  expect(refused).toHaveLength(20 - run.measuredSamples);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every((sample) => sample.attempts === 0 && sample.costUsd === null)).toBe(true);
});
