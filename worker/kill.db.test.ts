import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO_KEY, type DemoGateway, startDemoGateway } from '#demo/gateway.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { sealGatewayKey } from '#lib/gateways/credentials.ts';
import { startRun } from '#lib/runs/start-run.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeEndpoint, makeSuiteVersion } from '#lib/testing/factories.ts';

const KILLS = 22;
const PROMPTS = 600;
const LANES = 4;
const ENCRYPTION_KEY = '5'.repeat(64);

const database = testDatabase();
let gateway: DemoGateway;
let worker: ChildProcess | undefined;

beforeAll(async () => {
  gateway = await startDemoGateway({ latencyMs: 60 });
});

afterAll(async () => {
  worker?.kill('SIGKILL');
  await gateway.close();
});

it(`ends a run exactly once although its worker is killed at ${KILLS} random moments`, {
  timeout: 180_000,
}, async () => {
  process.env.TIDEMARK_ENCRYPTION_KEY = ENCRYPTION_KEY;
  const { db } = database;
  const promptKeys = Array.from({ length: PROMPTS }, (_, index) => `p${index}`);
  const target = await makeEndpoint(
    db,
    { model: 'demo-steady', concurrency: LANES },
    await makeSuiteVersion(db, { promptKeys }),
  );
  const { gatewayId } = target.endpoint;
  await db.gateway.update({
    where: { id: gatewayId },
    data: { baseUrl: `${gateway.url}/v1`, encryptedKey: sealGatewayKey(gatewayId, DEMO_KEY) },
  });
  const ctx = { db, now: () => new Date(), actor: SYSTEM_ACTOR };
  const { runId } = await startRun(ctx, { endpointId: target.endpoint.id, purpose: 'check', trigger: 'manual' });

  let lost = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    worker = await startWorkerProcess();
    // From the very start of a worker to well into its work; left alone the run lasts about 10 s.
    await sleep(Math.random() * 500);
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    const calls = await callsAtGateway();
    const stored = await db.sample.count({ where: { runId } });
    const inFlight = calls - stored - lost;
    expect(inFlight, `calls in flight at kill ${kill}`).toBeLessThanOrEqual(LANES);
    lost += inFlight;
  }
  expect(lost, 'some kills hit calls in flight').toBeGreaterThan(0);
  const interrupted = await db.run.findUniqueOrThrow({ where: { id: runId } });
  expect(interrupted.status, 'the kills came before the end').not.toBe('finished');

  worker = await startWorkerProcess();
  await expect
    .poll(async () => (await db.run.findUniqueOrThrow({ where: { id: runId } })).status, {
      timeout: 60_000,
      interval: 200,
    })
    .toBe('finished');

  const run = await db.run.findUniqueOrThrow({ where: { id: runId }, include: { signals: true, comparisons: true } });
  expect(await db.sample.count({ where: { runId } })).toBe(PROMPTS);
  expect(run).toMatchObject({ storedSamples: PROMPTS, measuredSamples: PROMPTS, verdict: 'calibrating' });
  expect(run.signals).toHaveLength(1);
  expect(run.comparisons).toHaveLength(PROMPTS);
  expect(await callsAtGateway(), 'only calls in flight at a kill were repeated').toBe(PROMPTS + lost);
  const [{ left }] = await db.$queryRaw<[{ left: bigint }]>`SELECT count(*) AS left FROM graphile_worker.jobs`;
  expect(left, 'jobs left in the queue').toBe(0n);
});

async function startWorkerProcess(): Promise<ChildProcess> {
  const child = fork('worker/main.ts', {
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      TIDEMARK_ENCRYPTION_KEY: ENCRYPTION_KEY,
      TIDEMARK_LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return child;
}

async function callsAtGateway(): Promise<number> {
  const response = await fetch(`${gateway.url}/demo/requests`, { headers: { authorization: `Bearer ${DEMO_KEY}` } });
  const body: unknown = await response.json();
  if (typeof body !== 'object' || body === null || !('calls' in body)) throw new Error('no request log');
  return Number(body.calls);
}
