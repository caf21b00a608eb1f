import { beforeEach, expect, it } from 'vitest';
import { openLanes } from '#lib/runs/open-lanes.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeEndpoint, makeRun, makeSuiteVersion } from '#lib/testing/factories.ts';
import { JOBS } from './catalog.ts';
import { enqueue } from './enqueue.ts';
import { jobKeys } from './job-keys.ts';

const database = testDatabase();

beforeEach(async () => {
  await database.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

const jobs = () => database.db.$queryRaw<{ name: string; key: string; payload: object; dueInMs: number }[]>`
  SELECT task_identifier AS name, jobs.key, private.payload, jobs.max_attempts AS "maxAttempts",
    (extract(epoch FROM jobs.run_at - clock_timestamp()) * 1000)::float8 AS "dueInMs"
  FROM graphile_worker.jobs JOIN graphile_worker._private_jobs AS private USING (id) ORDER BY jobs.id`;

it('adds a job by its contract', async () => {
  await enqueue(database.db, 'canary.start', { runId: 3 }, { key: jobKeys.start(3) });
  const [job] = await jobs();
  const { maxAttempts } = JOBS['canary.start'];
  expect(job).toMatchObject({ name: 'canary.start', key: 'run:3:start', payload: { runId: 3 }, maxAttempts });
  expect(job?.dueInMs).toBeLessThanOrEqual(0);
});

it('refuses a payload that does not fit, adding nothing', async () => {
  await expect(enqueue(database.db, 'canary.start', { runId: 0 }, { key: 'k' })).rejects.toThrow();
  expect(await jobs()).toEqual([]);
});

it('exists exactly when its transaction does', async () => {
  const add = database.db.$transaction(async (tx) => {
    await enqueue(tx, 'canary.start', { runId: 3 }, { key: 'k' });
    throw new Error('changed my mind');
  });
  await expect(add).rejects.toThrow('changed my mind');
  expect(await jobs()).toEqual([]);
});

it('replaces a waiting job of the same key, and waits as long as it is told', async () => {
  await enqueue(database.db, 'canary.start', { runId: 3 }, { key: 'k' });
  await enqueue(database.db, 'canary.start', { runId: 4 }, { key: 'k', delayMs: 90_000.5 });
  const [job, ...others] = await jobs();
  expect(others).toEqual([]);
  expect(job).toMatchObject({ payload: { runId: 4 } });
  expect(job?.dueInMs).toBeGreaterThan(80_000);
  expect(job?.dueInMs).toBeLessThanOrEqual(90_000.5);
});

it('opening the lanes of a run adds jobs that fit the same contract, once', async () => {
  const { db } = database;
  const target = await makeEndpoint(db, {}, await makeSuiteVersion(db, { promptKeys: ['a', 'b', 'c', 'd', 'e'] }));
  const run = await makeRun(db, target, { lanes: 3 });
  const at = new Date();
  await Promise.all([openLanes({ db, now: () => at }, run.id), openLanes({ db, now: () => at }, run.id)]);
  const added = await jobs();
  expect(added.map(({ key }) => key).sort()).toEqual([0, 1, 2].map((lane) => jobKeys.sample(run.id, lane)));
  const { payload, maxAttempts } = JOBS['canary.sample'];
  for (const job of added) {
    expect(payload.parse(job.payload)).toEqual(job.payload);
    expect(job).toMatchObject({ name: 'canary.sample', maxAttempts });
  }
  expect(await db.run.findUnique({ where: { id: run.id } })).toMatchObject({ status: 'sampling', startedAt: at });
});
