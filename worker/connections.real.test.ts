import { setTimeout as sleep } from 'node:timers/promises';
import { expect, inject, it } from 'vitest';
import { runDemoGateway } from '#demo/testing.ts';
import { SIGNAL_NAMES } from '#lib/channels/model/types.ts';
import { onConnection } from '#lib/platform/migrate/connection.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { watchOn } from '#lib/testing/watch.ts';
import { workerProcesses } from '#lib/testing/worker-process.ts';

const PROMPTS = 110;
const LANES = 4;
const CUTS = 5;

const database = testDatabase();
const watch = watchOn(database);
const gateway = runDemoGateway({ latencyMs: 40 });
const workers = workerProcesses(database);

it(`a run ends exactly once although every database connection is cut ${CUTS} times`, { timeout: 90_000 }, async () => {
  const { db } = database;
  const { restarts } = await workers.supervise({ TIDEMARK_WORKER_CONCURRENCY: '8' });
  const target = await watch.endpoint(gateway.url(), { prompts: PROMPTS, concurrency: LANES });
  const runId = await watch.start(target);
  for (let cut = 0; cut < CUTS; cut++) {
    await untilSamples(runId, (cut + 1) * 15);
    await cutAllConnections();
  }
  const run = await watch.ended(runId, 60_000);
  expect(run).toMatchObject({ status: 'finished', verdict: 'calibrating', storedSamples: PROMPTS });
  expect(await db.sample.count({ where: { runId } })).toBe(PROMPTS);
  expect(await db.signal.count({ where: { runId } })).toBe(SIGNAL_NAMES.length);
  const { body } = await gateway.call('GET', '/demo/requests');
  const { calls } = body as { calls: number };
  expect(calls, 'only calls cut off by a restart were repeated').toBeLessThanOrEqual(PROMPTS + LANES * restarts());
});

async function untilSamples(runId: number, count: number): Promise<void> {
  const stored = () => database.db.sample.count({ where: { runId } }).catch(() => 0);
  while ((await stored()) < count) await sleep(10);
}

/** Ends every session on the test database, as a failover or a pooler's restart does. */
async function cutAllConnections(): Promise<void> {
  const name = new URL(database.url).pathname.slice(1);
  await onConnection(inject('postgresUrl'), (client) =>
    client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]),
  );
}
