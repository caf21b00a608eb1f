import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { runDemoGateway } from '#demo/testing.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { watchOn } from '#lib/testing/watch.ts';
import { kill, workerProcesses } from '#lib/testing/worker-process.ts';

const KILLS = 3;
const PROMPTS = 18;
const ANSWER_MS = 60;
/** Calls of one run in flight at a judge at once (JUDGE_CALLS_IN_FLIGHT). */
const IN_FLIGHT = 4;

const database = testDatabase();
const watch = watchOn(database);
const gateway = runDemoGateway({ latencyMs: ANSWER_MS });
const workers = workerProcesses(database);

it(`a run whose worker is killed ${KILLS} times while its judge is asked ends once, and pays again only for calls in flight`, {
  timeout: 180_000,
}, async () => {
  const { db } = database;
  const target = await watch.endpoint(gateway.url(), { prompts: PROMPTS, model: 'demo-noisy', concurrency: 20 });
  const first = await workers.start();
  const captured = await watch.ended(await watch.start(target, { purpose: 'baseline' }), 60_000);
  const { id, gatewayId } = target.endpoint;
  await db.endpoint.update({ where: { id }, data: { judgeGatewayId: gatewayId, judgeModel: 'demo-judge' } });
  const runId = await watch.start(target);
  const stored = () => db.judgement.count({ where: { runId: { in: [runId, captured.id] } } });

  let worker = first;
  for (let round = 0; round < KILLS; round++) {
    const before = await stored();
    await expect.poll(stored, { timeout: 60_000, interval: 10 }).toBeGreaterThan(before + 2);
    await sleep(Math.random() * ANSWER_MS);
    await kill(worker);
    worker = await workers.start();
  }
  expect((await db.run.findUniqueOrThrow({ where: { id: runId } })).status, 'the kills came before the end').toBe(
    'evaluating',
  );
  const ended = await watch.ended(runId, 60_000);
  expect(ended.status).toBe('finished');
  const judgements = await db.judgement.findMany({ where: { runId: { in: [runId, captured.id] } } });
  expect(judgements.every(({ outcome }) => outcome === 'measured')).toBe(true);
  expect(judgements.filter(({ swapped }) => swapped)).toHaveLength(judgements.length / 2);
  expect(await judgeCalls()).toBeLessThanOrEqual(judgements.length + KILLS * IN_FLIGHT);
  const total = judgements.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
  expect(ended.judgeCostUsd, 'each stored judgement is counted once').toBeCloseTo(total, 12);
});

async function judgeCalls(): Promise<number> {
  const { requests } = (await gateway.call('GET', '/demo/requests')).body as {
    requests: { model: string; calls: number }[];
  };
  const judged = requests.filter(({ model }) => model === 'demo-judge');
  return judged.reduce((sum, { calls }) => sum + calls, 0);
}
