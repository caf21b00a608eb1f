import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { systemClock } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/context.ts';
import { createDb } from '#lib/platform/db.ts';
import { migrate } from '#lib/platform/migrate/apply.ts';
import { requireSuite } from '#lib/suites/read.ts';
import { publishSuite } from '#lib/suites/store.ts';
import { removeDataFolder, temporaryDataFolder } from '../stack/data-folder.ts';
import { startCluster } from '../stack/postgres/cluster.ts';

/**
 * How close a night of canary runs comes to the time its calls alone would take: 20 prompts, once, × 10 endpoints against a
 * gateway that answers after 200 ms, 20 calls in flight, every sample, verdict and job persisted in Postgres.
 * The worker runs as in production: a process of its own, already up when the night begins, and the night begins as the
 * schedule has it begin.
 */
const ENDPOINTS = 10;
const CALL_MS = 200;
const PARALLEL = 20;
const NIGHTS = 5;
const DAY_MS = 86_400_000;
const FIRST_NIGHT = Date.UTC(2026, 0, 1);

const folder = temporaryDataFolder('bench');
const cluster = await startCluster({
  dataFolder: folder,
  durable: true,
  notify: () => undefined,
});
const children: ChildProcess[] = [];
const db = createDb(cluster.url());
try {
  await migrate(cluster.url(), resolve('prisma/migrations'));
  const ctx: Context = { db, now: systemClock, actor: SYSTEM_ACTOR };
  const stub = start('scripts/bench/stub.ts', [String(CALL_MS)], process.env);
  const [{ port }] = (await once(stub, 'message')) as [{ port: number }];
  const suite = await requireSuite(resolve(process.argv[2] ?? 'suites/canary'));
  const { suiteId } = await publishSuite(ctx, suite);
  await createEndpoints(suiteId, port);
  const worker = start('worker/main.mjs', [], {
    ...process.env,
    DATABASE_URL: cluster.url(),
    TIDEMARK_WORKER_CONCURRENCY: String(PARALLEL),
    TIDEMARK_LOG_LEVEL: process.env.L ?? 'warn',
    TIDEMARK_DEEP_NIGHT: 'never',
  });
  await once(worker, 'message');

  // The night that finds no baseline captures one.
  await takeNight(0);
  const calls = ENDPOINTS * suite.prompts.length;
  const idealMs = (calls * CALL_MS) / PARALLEL;
  console.log(`${calls} calls of ${CALL_MS} ms, ${PARALLEL} in parallel: ideal ${(idealMs / 1000).toFixed(2)} s`);
  const ratios: number[] = [];
  for (let index = 1; index <= NIGHTS; index++) {
    const wallMs = await takeNight(index);
    ratios.push(wallMs / idealMs);
    console.log(`night ${index}: wall ${(wallMs / 1000).toFixed(2)} s, wall / ideal ${(wallMs / idealMs).toFixed(3)}`);
  }
  ratios.sort((a, b) => a - b);
  console.log(
    `wall / ideal: min ${ratios[0]?.toFixed(3)}, median ${ratios[Math.floor(NIGHTS / 2)]?.toFixed(3)}, max ${ratios.at(-1)?.toFixed(3)}`,
  );
} finally {
  for (const child of children) if (child.connected) child.disconnect();
  await Promise.all(children.map((child) => (child.exitCode === null ? once(child, 'exit') : undefined)));
  await db.$disconnect();
  await cluster.stop();
  removeDataFolder(folder);
}

function start(script: string, args: string[], environment: NodeJS.ProcessEnv): ChildProcess {
  const child = fork(script, args, { env: environment, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  children.push(child);
  return child;
}

async function createEndpoints(suiteId: number, port: number): Promise<void> {
  const gateway = await db.gateway.create({
    data: { name: 'stub', kind: 'openai', baseUrl: `http://127.0.0.1:${port}/v1` },
  });
  await db.endpoint.createMany({
    data: Array.from({ length: ENDPOINTS }, (_, index) => ({
      name: `stub-${index}`,
      gatewayId: gateway.id,
      model: `stub-${index}`,
      suiteId,
      plan: 'single' as const,
    })),
  });
}

/** Has a night fall due and waits for its last verdict; returns milliseconds from first to last. */
async function takeNight(index: number): Promise<number> {
  const night = new Date(FIRST_NIGHT + index * DAY_MS);
  const startedAt = performance.now();
  await enqueue(db, 'canary.nightly', { _cron: { ts: night.toISOString() } }, { key: `night:${index}` });
  while ((await db.run.count({ where: { night, status: 'finished' } })) < ENDPOINTS) await sleep(10);
  return performance.now() - startedAt;
}
