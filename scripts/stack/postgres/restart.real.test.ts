import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runDemoGateway } from '#demo/testing.ts';
import type { PrismaClient } from '#generated/prisma/client.ts';
import { SIGNAL_NAMES } from '#lib/channels/model/types.ts';
import { createDb } from '#lib/platform/db.ts';
import { invariant } from '#lib/platform/errors.ts';
import { migrate } from '#lib/platform/migrate/apply.ts';
import { watchOn } from '#lib/testing/watch.ts';
import { workerProcesses } from '#lib/testing/worker-process.ts';
import { removeDataFolder, temporaryDataFolder } from '../data-folder.ts';
import { ROOT } from '../root.ts';
import { type Cluster, startCluster } from './cluster.ts';

const PROMPTS = 120;
const LANES = 4;

let cluster: Cluster | undefined;
let db: PrismaClient | undefined;
const dataFolder = temporaryDataFolder('restart');
const database = {
  get url() {
    invariant(cluster, 'the cluster runs');
    return cluster.url();
  },
  get db() {
    invariant(db, 'the cluster runs');
    return db;
  },
};

beforeAll(async () => {
  cluster = await startCluster({ dataFolder, durable: true, notify: () => undefined });
  await migrate(cluster.url(), join(ROOT, 'prisma/migrations'));
  db = createDb(cluster.url());
});

const watch = watchOn(database);
const gateway = runDemoGateway({ latencyMs: 40 });

// Runs after the hooks below it: workers end before their database.
afterAll(async () => {
  await db?.$disconnect();
  await cluster?.stop();
  removeDataFolder(dataFolder);
});
const workers = workerProcesses(database);

it('a run ends exactly once although Postgres is restarted and killed in the middle of it', {
  timeout: 90_000,
}, async () => {
  const target = await watch.endpoint(gateway.url(), { prompts: PROMPTS, concurrency: LANES });
  const { restarts } = await workers.supervise({ TIDEMARK_WORKER_CONCURRENCY: '8' });
  const runId = await watch.start(target);
  // A fast shutdown, as an operator's restart does; then a crash.
  for (const [round, signal] of (['SIGINT', 'SIGKILL'] as const).entries()) {
    await untilSamples(runId, (round + 1) * 25);
    const pid = cluster?.pid();
    invariant(pid, 'Postgres runs');
    process.kill(pid, signal);
    await expect.poll(() => cluster?.pid(), { timeout: 30_000 }).not.toBe(pid);
  }
  const run = await watch.ended(runId, 60_000);
  expect(run).toMatchObject({ status: 'finished', verdict: 'calibrating', storedSamples: PROMPTS });
  expect(await database.db.sample.count({ where: { runId } })).toBe(PROMPTS);
  expect(await database.db.signal.count({ where: { runId } })).toBe(SIGNAL_NAMES.length);
  const { body } = await gateway.call('GET', '/demo/requests');
  const { calls } = body as { calls: number };
  expect(calls, 'only calls cut off by a restart were repeated').toBeLessThanOrEqual(PROMPTS + LANES * restarts());
});

async function untilSamples(runId: number, count: number): Promise<void> {
  const stored = () => database.db.sample.count({ where: { runId } }).catch(() => 0);
  while ((await stored()) < count) await sleep(10);
}
