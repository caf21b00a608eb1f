import { afterEach, expect, it } from 'vitest';
import { runDemoGateway } from '#demo/testing.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { cancelRun } from '#lib/runs/cancel-run.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { testContext } from '#lib/testing/factories.ts';
import { watchOn } from '#lib/testing/watch.ts';
import { runTestWorker, startTestWorker } from './testing.ts';

const database = testDatabase();
const watch = watchOn(database);
const gateway = runDemoGateway();
runTestWorker(database);

const WITHIN_MS = 3_000;

afterEach(async () => {
  await gateway.call('DELETE', '/demo/faults');
});

const cancel = (runId: number) => cancelRun(testContext(database.db, SYSTEM_ACTOR, new Date()), runId);

async function requests(): Promise<{ calls: number; inFlight: number }> {
  const { body } = await gateway.call('GET', '/demo/requests');
  const { calls, inFlight } = body as { calls: number; inFlight: { total: { now: number } } };
  return { calls, inFlight: inFlight.total.now };
}

/** A run whose first answers never come; returns once all its lanes wait for one. */
async function hangingRun(purpose: 'check' | 'baseline', lanes: number) {
  await gateway.call('POST', '/demo/faults', { model: '*', kind: 'slow', delayMs: 60_000 });
  await gateway.call('DELETE', '/demo/requests');
  const target = await watch.endpoint(gateway.url(), { prompts: 12, concurrency: lanes });
  const runId = await watch.start(target, { purpose });
  await expect.poll(requests).toEqual({ calls: lanes, inFlight: lanes });
  return { target, runId };
}

it('ends calls in flight, makes no further one, and frees the endpoint', async () => {
  const { target, runId } = await hangingRun('baseline', 4);
  const cancelledAt = performance.now();
  await cancel(runId);
  await expect.poll(requests, { timeout: WITHIN_MS, interval: 20 }).toEqual({ calls: 4, inFlight: 0 });
  expect(performance.now() - cancelledAt).toBeLessThan(WITHIN_MS);
  expect(await watch.ended(runId)).toMatchObject({ status: 'cancelled', storedSamples: 0, verdict: null });
  expect(await database.db.sample.count({ where: { runId } })).toBe(0);
  const endpointId = target.endpoint.id;
  expect(await database.db.baseline.findMany({ where: { endpointId } })).toMatchObject([{ state: 'failed' }]);

  await gateway.call('DELETE', '/demo/faults');
  expect(await watch.run(target)).toMatchObject({ status: 'finished', storedSamples: 12 });
  expect((await requests()).calls, 'the cancelled run asked nothing more').toBe(4 + 12);
});

it('keeps the samples that were stored before', async () => {
  const target = await watch.endpoint(gateway.url(), { prompts: 12, concurrency: 2 });
  await gateway.call('POST', '/demo/faults', { model: '*', kind: 'slow', delayMs: 1, count: 6 });
  await gateway.call('POST', '/demo/faults', { model: '*', kind: 'slow', delayMs: 60_000 });
  const runId = await watch.start(target);
  await expect.poll(() => database.db.sample.count({ where: { runId } })).toBe(6);
  await cancel(runId);
  expect(await watch.ended(runId)).toMatchObject({ status: 'cancelled', storedSamples: 6, measuredSamples: 6 });
});

it('reaches workers that lost the connection they listen on', async () => {
  const { runId } = await hangingRun('check', 3);
  await database.db.$executeRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE 'LISTEN tidemark%'`;
  await cancel(runId);
  await expect.poll(requests, { timeout: WITHIN_MS, interval: 20 }).toEqual({ calls: 3, inFlight: 0 });
});

it('reaches every worker', async () => {
  const second = await startTestWorker(database);
  try {
    const { runId } = await hangingRun('check', 8);
    await cancel(runId);
    await expect.poll(requests, { timeout: WITHIN_MS, interval: 20 }).toEqual({ calls: 8, inFlight: 0 });
  } finally {
    await second.stop();
  }
});

it('drops calls that wait for their next attempt', async () => {
  await gateway.call('DELETE', '/demo/requests');
  await gateway.call('POST', '/demo/faults', { model: '*', kind: 'rate_limit', retryAfterSeconds: 1 });
  const target = await watch.endpoint(gateway.url(), { prompts: 3 });
  const runId = await watch.start(target);
  await expect.poll(requests).toEqual({ calls: 3, inFlight: 0 });
  await cancel(runId);
  const jobs = () => database.db.$queryRaw`SELECT id FROM graphile_worker.jobs WHERE key LIKE ${`run:${runId}:%`}`;
  await expect.poll(jobs).toEqual([]);
  expect(await requests()).toEqual({ calls: 3, inFlight: 0 });
});
