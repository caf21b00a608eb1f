import { beforeEach, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { STRANDED_RUN_GRACE_MS } from '#lib/policy/thresholds.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeEndpoint, testContext } from '#lib/testing/factories.ts';
import { failStrandedRuns } from './fail-stranded.ts';
import { openLanes } from './open-lanes.ts';
import { startRun } from './start-run.ts';

const database = testDatabase();
const STARTED = new Date('2026-05-10T02:00:00.000Z');
const LATER = new Date(STARTED.getTime() + STRANDED_RUN_GRACE_MS + 1);

beforeEach(async () => {
  await database.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await failStrandedRuns(database.db, new Date('2100-01-01'));
});

async function capture() {
  const { endpoint } = await makeEndpoint(database.db);
  const ctx = testContext(database.db, SYSTEM_ACTOR, STARTED);
  const { runId } = await startRun(ctx, { endpointId: endpoint.id, purpose: 'baseline', trigger: 'manual' });
  return { runId, endpointId: endpoint.id };
}

const useUpAttempts = (key: string) =>
  database.db.$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE key LIKE ${key}`;

it('ends a run whose only job failed for good, with its baseline and a reason', async () => {
  const { db } = database;
  const { runId, endpointId } = await capture();
  await useUpAttempts(`run:${runId}:%`);
  expect(await failStrandedRuns(db, LATER)).toEqual([runId]);
  expect(await db.run.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({
    status: 'failed',
    finishedAt: LATER,
    verdict: null,
    verdictReason: expect.stringContaining('start it again'),
  });
  expect(await db.baseline.findMany({ where: { endpointId } })).toMatchObject([{ state: 'failed', endedAt: LATER }]);
  expect(await failStrandedRuns(db, LATER)).toEqual([]);
  const ctx = testContext(db, SYSTEM_ACTOR, LATER);
  await expect(startRun(ctx, { endpointId, purpose: 'baseline', trigger: 'manual' })).resolves.toBeDefined();
});

it('waits while any of its jobs can still run', async () => {
  const { db } = database;
  const { runId } = await capture();
  await openLanes({ db, now: () => STARTED }, runId);
  await useUpAttempts(`run:${runId}:start`);
  await useUpAttempts(`run:${runId}:sample:0`);
  expect(await failStrandedRuns(db, LATER)).toEqual([]);
  await useUpAttempts(`run:${runId}:sample:%`);
  expect(await failStrandedRuns(db, LATER)).toEqual([runId]);
});

it('waits for a last attempt that is being made', async () => {
  const { db } = database;
  const { runId } = await capture();
  await useUpAttempts(`run:${runId}:%`);
  await db.$executeRaw`UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'pool-1'`;
  expect(await failStrandedRuns(db, LATER)).toEqual([]);
});

it('is not misled by a run whose id starts with the same digits', async () => {
  const { db } = database;
  const { runId } = await capture();
  await db.$executeRaw`
    UPDATE graphile_worker._private_jobs SET key = ${`run:${runId}0:start`} WHERE key = ${`run:${runId}:start`}`;
  expect(await failStrandedRuns(db, LATER)).toEqual([runId]);
});

it('gives a run that has only just begun the benefit of the doubt, also by a clock that went back', async () => {
  const { runId } = await capture();
  await useUpAttempts(`run:${runId}:%`);
  expect(await failStrandedRuns(database.db, new Date(STARTED.getTime() + 1_000))).toEqual([]);
  expect(await failStrandedRuns(database.db, new Date(STARTED.getTime() - 3_600_000))).toEqual([]);
});
