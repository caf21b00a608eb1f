import { expect, it } from 'vitest';
import { runDemoGateway } from '#demo/testing.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { watchOn } from '#lib/testing/watch.ts';
import { workerProcesses } from '#lib/testing/worker-process.ts';
import { startTestWorker } from './testing.ts';

const database = testDatabase();
const watch = watchOn(database);
const gateway = runDemoGateway({ latencyMs: 50 });
const workers = workerProcesses(database);

async function peaks() {
  const { body } = await gateway.call('GET', '/demo/requests');
  const { inFlight } = body as { inFlight: { total: { peak: number }; models: Record<string, { peak: number }> } };
  return {
    total: inFlight.total.peak,
    steady: inFlight.models['demo-steady']?.peak,
    noisy: inFlight.models['demo-noisy']?.peak,
  };
}

const poolsAtWork = () => database.db.$queryRaw<{ pool: string }[]>`
  SELECT DISTINCT locked_by AS pool FROM graphile_worker.jobs WHERE locked_by IS NOT NULL`;

it('never has more calls in flight in one process than the worker allows', async () => {
  const worker = await startTestWorker(database, { concurrency: 2 });
  try {
    const targets = [
      await watch.endpoint(gateway.url(), { model: 'demo-steady', prompts: 10, concurrency: 10 }),
      await watch.endpoint(gateway.url(), { model: 'demo-noisy', prompts: 10, concurrency: 10 }),
    ];
    const runs = await Promise.all(targets.map((target) => watch.run(target)));
    expect(runs.map(({ measuredSamples }) => measuredSamples)).toEqual([10, 10]);
    expect((await peaks()).total).toBe(2);
  } finally {
    await worker.stop();
  }
});

it('never has more calls in flight per endpoint than it allows, over two workers at once', async () => {
  const env = { TIDEMARK_WORKER_CONCURRENCY: '10' };
  await gateway.call('DELETE', '/demo/requests');
  await Promise.all([workers.start({ env }), workers.start({ env })]);
  const steady = await watch.endpoint(gateway.url(), { model: 'demo-steady', prompts: 60, concurrency: 3 });
  const noisy = await watch.endpoint(gateway.url(), { model: 'demo-noisy', prompts: 90, concurrency: 5 });
  const runIds = await Promise.all([watch.start(steady), watch.start(noisy)]);
  await expect.poll(poolsAtWork, { interval: 10 }).toHaveLength(2);
  for (const runId of runIds) expect(await watch.ended(runId)).toMatchObject({ status: 'finished' });
  const { steady: steadyPeak = 0, noisy: noisyPeak = 0 } = await peaks();
  expect(steadyPeak).toBeLessThanOrEqual(3);
  expect(noisyPeak).toBeLessThanOrEqual(5);
  expect(steadyPeak + noisyPeak, 'calls did run in parallel').toBeGreaterThan(4);
});
