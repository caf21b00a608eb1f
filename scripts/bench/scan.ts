import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { startScan } from '#lib/channels/prompt/candidates/scan/start.ts';
import { createSource } from '#lib/channels/prompt/candidates/sources/create.ts';
import { systemClock } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/context.ts';
import { createDb } from '#lib/platform/db.ts';
import { adoptEnvironment } from '#lib/platform/env.ts';
import { migrate } from '#lib/platform/migrate/apply.ts';
import { LANGFUSE_CALLS_IN_FLIGHT, LANGFUSE_SCORES_PER_PAGE } from '#lib/policy/thresholds.ts';
import { removeDataFolder, temporaryDataFolder } from '../stack/data-folder.ts';
import { startCluster } from '../stack/postgres/cluster.ts';

/**
 * How long the weekly search of a Langfuse project takes and how much memory: 10,000 scored traces from a stand-in that
 * answers after 5 ms. The worker runs as in production: a process of its own, already up when the search begins. Memory is
 * all that is resident, about 60 MB of it the pages of Node.js itself; the first start after an installation takes more.
 */
const TRACES = 10_000;
const CALL_MS = 5;
const MOST_SECONDS = 60;
const MOST_MEGABYTES = 200;

const generation = process.argv[2] === 'v3' ? 'v3' : 'v4';
const folder = temporaryDataFolder('bench');
const cluster = await startCluster({ dataFolder: folder, durable: true, notify: () => undefined });
const children: ChildProcess[] = [];
const db = createDb(cluster.url());
try {
  adoptEnvironment({ TIDEMARK_ENCRYPTION_KEY: '07'.repeat(32) });
  await migrate(cluster.url(), resolve('prisma/migrations'));
  const ctx: Context = { db, now: systemClock, actor: SYSTEM_ACTOR };
  const sourceId = await makeSource(ctx);
  const worker = start('worker/main.mjs', [], { DATABASE_URL: cluster.url(), TIDEMARK_LOG_LEVEL: 'warn' });
  await once(worker, 'message');
  const idleMegabytes = megabytesOf(worker).now;

  const startedAt = performance.now();
  const { id } = await startScan(ctx, { sourceId, days: 7 });
  let scan = await db.candidateScan.findUniqueOrThrow({ where: { id } });
  while (scan.status === 'queued' || scan.status === 'running') {
    await sleep(20);
    scan = await db.candidateScan.findUniqueOrThrow({ where: { id } });
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const { most } = megabytesOf(worker);
  const idealSeconds = idealMs() / 1000;
  console.log(
    [
      `${generation}: scan ${scan.status}, ${scan.scoresSeen} scores, ${scan.added} candidates`,
      `time ${seconds.toFixed(1)} s (at most ${MOST_SECONDS} s), ${(seconds / idealSeconds).toFixed(2)} × the ideal of ${idealSeconds.toFixed(1)} s`,
      `memory of the worker at most ${most.toFixed(0)} MB (at most ${MOST_MEGABYTES} MB): ${(most - idleMegabytes).toFixed(0)} MB more than the ${idleMegabytes.toFixed(0)} MB before the search`,
    ].join('\n'),
  );
  const isReached = scan.added === TRACES && seconds <= MOST_SECONDS && most <= MOST_MEGABYTES;
  if (!isReached) process.exitCode = 1;
} finally {
  for (const child of children) if (child.connected) child.disconnect();
  await Promise.all(children.map((child) => (child.exitCode === null ? once(child, 'exit') : undefined)));
  await db.$disconnect();
  await cluster.stop();
  removeDataFolder(folder);
}

function start(script: string, args: string[], environment: Record<string, string> = {}): ChildProcess {
  const env = { ...process.env, ...environment };
  const child = fork(script, args, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  children.push(child);
  return child;
}

async function makeSource(ctx: Context): Promise<number> {
  const args = ['--api', generation, '--traces', String(TRACES), '--latency', String(CALL_MS)];
  const [told] = await once(start('demo/langfuse/main.ts', args), 'message');
  const { listening: baseUrl, publicKey, secretKey } = told;
  const gateway = await db.gateway.create({ data: { name: 'none', kind: 'openai', baseUrl: 'http://127.0.0.1:9/v1' } });
  const repository = await db.gitRepository.create({
    data: { name: 'none', url: 'file:///none.git', gatewayId: gateway.id },
  });
  const keys = { baseUrl, publicKey, secretKey };
  const rest = { evaluator: 'Review-E', scoreAtMost: 0.6, agent: 'support', enabled: true };
  return (await createSource(ctx, { name: 'stand-in', ...keys, ...rest, repositoryId: repository.id })).id;
}

/** The calls alone: each page of scores, then its traces, a few at a time. */
function idealMs(): number {
  const pages = TRACES / LANGFUSE_SCORES_PER_PAGE;
  return pages * CALL_MS * (1 + Math.ceil(LANGFUSE_SCORES_PER_PAGE / LANGFUSE_CALLS_IN_FLIGHT));
}

/** Resident memory of a process, now and at most since it began, in MB. */
function megabytesOf({ pid }: ChildProcess): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
  return { now: of('VmRSS'), most: of('VmHWM') };
}
