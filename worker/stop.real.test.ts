import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { runDemoGateway } from '#demo/testing.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { watchOn } from '#lib/testing/watch.ts';
import { workerProcesses } from '#lib/testing/worker-process.ts';

const database = testDatabase();
const watch = watchOn(database);
const gateway = runDemoGateway({ latencyMs: 300 });
const workers = workerProcesses(database);

afterEach(async () => {
  await gateway.call('DELETE', '/demo/faults');
  await gateway.call('DELETE', '/demo/requests');
});

const ended = async (child: ChildProcess): Promise<unknown> => (await once(child, 'exit'))[0];

async function requests(): Promise<{ calls: number; inFlight: number }> {
  const { body } = await gateway.call('GET', '/demo/requests');
  const { calls, inFlight } = body as { calls: number; inFlight: { total: { now: number } } };
  return { calls, inFlight: inFlight.total.now };
}

const lockedJobs = () => database.db.$queryRaw`SELECT id FROM graphile_worker.jobs WHERE locked_by IS NOT NULL`;

const waitingJobs = () => database.db.$queryRaw`SELECT attempts, run_at <= now() AS "isDue" FROM graphile_worker.jobs`;

describe('SIGTERM', { timeout: 40_000 }, () => {
  it('waits for calls in flight, stores their answers and repeats none of them', async () => {
    const target = await watch.endpoint(gateway.url(), { prompts: 12, concurrency: 3 });
    const worker = await workers.start();
    const runId = await watch.start(target);
    await expect.poll(requests, { interval: 20 }).toMatchObject({ inFlight: 3 });
    worker.kill('SIGTERM');
    expect(await ended(worker)).toBe(0);
    expect(await lockedJobs()).toEqual([]);
    const { calls } = await requests();
    expect(await database.db.sample.count({ where: { runId } })).toBe(calls);
    expect(await database.db.workerProcess.count()).toBe(0);

    const next = await workers.start();
    expect(await watch.ended(runId)).toMatchObject({ status: 'finished', storedSamples: 12 });
    expect((await requests()).calls).toBe(12);
    next.kill('SIGTERM');
    await ended(next);
  });

  it('gives calls that take too long back within 10 s; the next worker makes them at once', async () => {
    await gateway.call('POST', '/demo/faults', { model: '*', kind: 'slow', delayMs: 60_000, count: 3 });
    const target = await watch.endpoint(gateway.url(), { prompts: 6, concurrency: 3, requestTimeoutMs: 120_000 });
    const worker = await workers.start();
    const runId = await watch.start(target);
    await expect.poll(requests, { interval: 20 }).toEqual({ calls: 3, inFlight: 3 });
    const askedAt = performance.now();
    worker.kill('SIGTERM');
    expect(await ended(worker)).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(10_000);
    expect(await lockedJobs()).toEqual([]);
    expect(await waitingJobs(), 'free to start, as if never tried').toEqual(
      Array(3).fill({ attempts: 0, isDue: true }),
    );

    const next = await workers.start();
    expect(await watch.ended(runId)).toMatchObject({ status: 'finished', storedSamples: 6, measuredSamples: 6 });
    expect(await database.db.sample.count({ where: { runId } })).toBe(6);
    expect((await requests()).calls).toBe(6 + 3);
    next.kill('SIGTERM');
    await ended(next);
  });
});

describe('a worker process', () => {
  it('ends when its parent is gone', async () => {
    const worker = await workers.start();
    worker.disconnect();
    expect(await ended(worker)).toBe(0);
  });

  it.each([
    ['an unhandled rejection', 'Promise.reject(new Error("lost promise"))', 'lost promise'],
    ['an uncaught exception', 'throw new Error("stray error")', 'stray error'],
  ])('logs %s and ends with an error', async (_name, code, message) => {
    const bomb = `data:text/javascript,process.once("disarm", () => {}); process.on("message", () => { ${code} })`;
    const worker = await workers.start({ execArgv: ['--import', bomb], stderr: 'pipe' });
    const said = worker.stderr === null ? '' : text(worker.stderr);
    worker.send('go');
    expect(await ended(worker)).toBe(1);
    const line: unknown = JSON.parse((await said).trim().split('\n').at(-1) ?? '');
    expect(line).toMatchObject({ level: 60, process: 'worker', msg: `uncaught: ${message}` });
  });

  it.each([
    ['a cron expression that is none', { TIDEMARK_NIGHTLY_CRON: 'at night' }, 'TIDEMARK_NIGHTLY_CRON is "at night"', 2],
    ['a database out of reach', { DATABASE_URL: 'postgres://tidemark:secret@127.0.0.1:9/none' }, 'ECONNREFUSED', 1],
    [
      'an address that is no database',
      { DATABASE_URL: 'mysql://root:secret@127.0.0.1/x' },
      'DATABASE_URL must start',
      2,
    ],
    ['no address', { DATABASE_URL: '' }, 'DATABASE_URL is not set', 2],
  ])('ends at once with a clear message for %s', async (_name, env, message, exitCode) => {
    const worker = workers.launch({ env, stderr: 'pipe' });
    const said = worker.stderr === null ? '' : text(worker.stderr);
    expect(await ended(worker)).toBe(exitCode);
    expect(await said).toContain(message);
    expect(await said).not.toContain('secret');
  });
});
