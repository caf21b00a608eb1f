import { hostname } from 'node:os';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WORKER_SILENT_FOR_MS } from '#lib/policy/thresholds.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { createLiveness, type Liveness } from './liveness.ts';

const database = testDatabase();
const log = pino({ level: 'silent' });
let nowMs = 0;
let open: Liveness[] = [];

beforeEach(async () => {
  nowMs = 0;
  await database.db.workerProcess.deleteMany();
  await database.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});
afterEach(async () => {
  await Promise.all(open.map((liveness) => liveness.close()));
  open = [];
});

function liveness(): Liveness {
  const made = createLiveness({ connectionString: database.url, log, nowMs: () => nowMs });
  open.push(made);
  return made;
}

/** A job that the queue counts as taken by `poolId`. */
async function lockedJob(poolId: string): Promise<void> {
  await database.db.$queryRaw`SELECT id FROM graphile_worker.add_job('canary.start', '{"runId": 1}'::json)`;
  await database.db.$executeRaw`
    UPDATE graphile_worker._private_jobs SET locked_by = ${poolId}, locked_at = now() WHERE locked_by IS NULL`;
}

const lockedBy = async () => {
  const rows = await database.db.$queryRaw<{ pool: string | null }[]>`
    SELECT locked_by AS pool FROM graphile_worker.jobs ORDER BY id`;
  return rows.map(({ pool }) => pool);
};

const sessionsWithLocks = () => database.db.$executeRaw`
  SELECT pg_terminate_backend(pid) FROM pg_locks
  WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

const signOn = (poolId: string, over: { hostname?: string; pid?: number } = {}) =>
  database.db.workerProcess.create({ data: { poolId, hostname: 'another-machine', pid: 1, ...over } });

describe('a dead worker', () => {
  it('of this machine gives its jobs back at once', async () => {
    await signOn('pool-dead', { hostname: hostname(), pid: 2 ** 22 + 1 });
    await lockedJob('pool-dead');
    expect(await liveness().sweep()).toEqual(['pool-dead']);
    expect(await lockedBy()).toEqual([null]);
    expect(await database.db.workerProcess.count()).toBe(0);
  });

  it.each([
    ['of another machine', () => signOn('pool-dead')],
    ['whose process id somebody else has now', () => signOn('pool-dead', { hostname: hostname(), pid: process.pid })],
    ['that never signed on', async () => undefined],
  ])('%s gives its jobs back once it has been silent long enough', async (_name, prepare) => {
    await prepare();
    await lockedJob('pool-dead');
    const watching = liveness();
    expect(await watching.sweep()).toEqual([]);
    nowMs = WORKER_SILENT_FOR_MS - 1;
    expect(await watching.sweep()).toEqual([]);
    expect(await lockedBy()).toEqual(['pool-dead']);
    nowMs = WORKER_SILENT_FOR_MS;
    expect(await watching.sweep()).toEqual(['pool-dead']);
    expect(await lockedBy()).toEqual([null]);
  });
});

describe('a living worker', () => {
  it('is never taken for dead, however long the others look', async () => {
    const living = liveness();
    await living.claim('pool-living');
    await lockedJob('pool-living');
    const watching = liveness();
    await watching.claim('pool-watching');
    for (nowMs = 0; nowMs < 10 * WORKER_SILENT_FOR_MS; nowMs += WORKER_SILENT_FOR_MS) {
      expect(await watching.sweep()).toEqual([]);
    }
    expect(await lockedBy()).toEqual(['pool-living']);
  });

  it('survives the loss of its connection: it takes its lock again before it counts as dead', async () => {
    const living = liveness();
    await living.claim('pool-living');
    await lockedJob('pool-living');
    const watching = liveness();
    await sessionsWithLocks();
    expect(await watching.sweep()).toEqual([]);
    nowMs = WORKER_SILENT_FOR_MS - 1;
    await expect.poll(() => living.sweep().catch(() => 'not yet')).toEqual([]);
    nowMs = 3 * WORKER_SILENT_FOR_MS;
    expect(await watching.sweep()).toEqual([]);
    expect(await lockedBy()).toEqual(['pool-living']);
  });

  it('starts to count anew after a sign of life', async () => {
    const living = liveness();
    await living.claim('pool-living');
    const watching = liveness();
    await sessionsWithLocks();
    await watching.sweep();
    nowMs = WORKER_SILENT_FOR_MS - 1;
    await expect.poll(() => living.sweep().catch(() => 'not yet')).toEqual([]);
    await watching.sweep();
    await sessionsWithLocks();
    nowMs += 2;
    expect(await watching.sweep()).toEqual([]);
  });

  it('signs on again when somebody had given it up', async () => {
    const living = liveness();
    await living.claim('pool-living');
    await database.db.workerProcess.deleteMany();
    await living.sweep();
    expect(await database.db.workerProcess.findMany()).toMatchObject([{ poolId: 'pool-living', pid: process.pid }]);
  });

  it('signs off when it ends', async () => {
    const ending = liveness();
    await ending.claim('pool-ending');
    await ending.close();
    expect(await database.db.workerProcess.count()).toBe(0);
  });
});

it('refuses to sweep without a database rather than hang', async () => {
  const lost = createLiveness({ connectionString: 'postgres://127.0.0.1:9/none', log });
  await expect(lost.sweep()).rejects.toThrow();
  await lost.close();
});
