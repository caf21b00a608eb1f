import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { runDemoGateway } from '#demo/testing.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { BROKEN_PROMPT, goldenWatchOn } from '#lib/testing/golden-watch.ts';
import { kill, workerProcesses } from '#lib/testing/worker-process.ts';

const KILLS = 20;
const CONCURRENCY = 4;
const ANSWER_MS = 80;
/** An attempt of the sample suite makes up to this many calls: the agent's turns and the judge. */
const CALLS_PER_ATTEMPT = 4;

const database = testDatabase();
const golden = goldenWatchOn(database);
const gateway = runDemoGateway({ latencyMs: ANSWER_MS });
const workers = workerProcesses(database);
const env = { TIDEMARK_WORKER_CONCURRENCY: String(CONCURRENCY) };

it(`ends a golden run exactly once although its worker is killed at ${KILLS} random moments`, {
  timeout: 240_000,
}, async () => {
  const { db } = database;
  const { repository, server } = await golden.repository(gateway.url());
  golden.changePrompt(server, BROKEN_PROMPT);
  const runId = await golden.start(repository, { trigger: 'schedule', night: new Date('2026-11-23'), repeat: 20 });

  let lost = 0;
  for (let round = 0; round < KILLS; round++) {
    const worker = await workers.start({ env });
    await untilCalls((await calls()) + Math.floor(Math.random() * 9));
    await sleep(Math.random() * ANSWER_MS);
    await kill(worker);
    const inFlight = (await calls()) - (await storedCalls(runId)) - lost;
    expect(inFlight, `calls of attempts in flight at kill ${round}`).toBeLessThanOrEqual(
      CONCURRENCY * CALLS_PER_ATTEMPT,
    );
    lost += inFlight;
  }
  expect(lost, 'some kills hit attempts in flight').toBeGreaterThan(0);
  const interrupted = await db.goldenRun.findUniqueOrThrow({ where: { id: runId } });
  expect(interrupted.status, 'the kills came before the end').toBe('running');

  await workers.start({ env });
  const ended = await golden.ended(runId, 120_000);
  expect(ended).toMatchObject({ status: 'finished', verdict: 'fail' });
  expect(await storedCalls(runId), 'only attempts in flight at a kill were made again').toBe((await calls()) - lost);
  expect(ended.calls).toBe(await storedCalls(runId));
  expect(await db.goldenTaskResult.count({ where: { runId, outcome: 'regressed' } })).toBe(1);
  expect(await db.incident.count({ where: { repositoryId: repository.id } })).toBe(1);
  expect(await db.event.count({ where: { type: 'PromptRegressionDetected' } })).toBe(1);
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

async function storedCalls(runId: number): Promise<number> {
  const { _sum } = await database.db.goldenAttempt.aggregate({ where: { runId }, _sum: { calls: true } });
  return _sum.calls ?? 0;
}

async function jobsLeft(): Promise<number> {
  const [row] = await database.db.$queryRaw<{ left: number }[]>`
    SELECT count(*)::int AS left FROM graphile_worker.jobs WHERE task_identifier = 'golden.run'`;
  return row?.left ?? 0;
}
