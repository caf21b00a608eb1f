import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { runDemoGateway } from '#demo/testing.ts';
import { SIGNAL_NAMES } from '#lib/channels/model/types.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { watchOn } from '#lib/testing/watch.ts';
import { kill, workerProcesses } from '#lib/testing/worker-process.ts';

const KILLS = 22;
const LANES = 4;
const ANSWER_MS = 60;
/** A worker makes up to this many calls before it is killed, 0 being at once. */
const MAX_CALLS = 10;
/** More than the kills can let through. */
const PROMPTS = KILLS * (MAX_CALLS + LANES);

const database = testDatabase();
const watch = watchOn(database);
const gateway = runDemoGateway({ latencyMs: ANSWER_MS });
const workers = workerProcesses(database);
const env = { TIDEMARK_WORKER_CONCURRENCY: String(LANES) };

it(`ends a run exactly once although its worker is killed at ${KILLS} random moments`, {
  timeout: 180_000,
}, async () => {
  const { db } = database;
  const target = await watch.endpoint(gateway.url(), { prompts: PROMPTS, concurrency: LANES });
  const polite = await workers.start({ env });
  polite.kill('SIGTERM');
  expect(await once(polite, 'exit')).toEqual([0, null]);

  const runId = await watch.start(target);
  let lost = 0;
  for (let round = 0; round < KILLS; round++) {
    const worker = await workers.start({ env });
    await untilCalls((await calls()) + Math.floor(Math.random() * (MAX_CALLS + 1)));
    await sleep(Math.random() * ANSWER_MS);
    await kill(worker);
    const inFlight = (await calls()) - (await db.sample.count({ where: { runId } })) - lost;
    expect(inFlight, `calls in flight at kill ${round}`).toBeLessThanOrEqual(LANES);
    lost += inFlight;
  }
  expect(lost, 'some kills hit calls in flight').toBeGreaterThan(0);
  const interrupted = await db.run.findUniqueOrThrow({ where: { id: runId } });
  expect(interrupted.status, 'the kills came before the end').toBe('sampling');

  await workers.start({ env });
  const ended = await watch.ended(runId, 60_000);
  expect(ended).toMatchObject({ storedSamples: PROMPTS, measuredSamples: PROMPTS, verdict: 'calibrating' });
  expect(await db.sample.count({ where: { runId } })).toBe(PROMPTS);
  expect(await db.signal.count({ where: { runId } })).toBe(SIGNAL_NAMES.length);
  expect(await db.promptComparison.count({ where: { runId } })).toBe(PROMPTS);
  expect(await calls(), 'only calls in flight at a kill were repeated').toBe(PROMPTS + lost);
  await expect.poll(jobsLeft).toBe(0);
});

async function calls(): Promise<number> {
  const { body } = await gateway.call('GET', '/demo/requests');
  if (typeof body !== 'object' || body === null || !('calls' in body)) throw new Error('no request log');
  return Number(body.calls);
}

async function untilCalls(count: number): Promise<void> {
  while ((await calls()) < count) await sleep(30);
}

async function jobsLeft(): Promise<number> {
  const [row] = await database.db.$queryRaw<{ left: number }[]>`
    SELECT count(*)::int AS left FROM graphile_worker.jobs`;
  return row?.left ?? 0;
}
