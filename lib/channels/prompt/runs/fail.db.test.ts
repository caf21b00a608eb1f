import { expect, it } from 'vitest';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { TEST_NOW } from '#lib/testing/factories.ts';
import { makeGoldenRun, makeRepository } from '#lib/testing/golden-factories.ts';
import { failStrandedGoldenRuns } from './fail.ts';

const database = testDatabase();
const later = new Date(TEST_NOW.getTime() + 3_600_000);

it('ends runs whose job is gone or given up, and no other', async () => {
  const { db } = database;
  const repository = await makeRepository(db);
  const run = (model: string, at = TEST_NOW) => makeGoldenRun(db, repository, { model, at });
  const job = (id: number) => enqueue(db, 'golden.run', { runId: id }, { key: jobKeys.goldenRun(id) });
  const [stranded, going, givenUp] = [await run('a'), await run('b'), await run('c')];
  await run('young', later);
  await makeGoldenRun(db, repository, { model: 'd', verdict: 'pass' });
  await job(going.id);
  await job(givenUp.id);
  await db.$executeRaw`
    UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE key = ${jobKeys.goldenRun(givenUp.id)}`;

  expect((await failStrandedGoldenRuns(db, later)).sort()).toEqual([stranded.id, givenUp.id]);
  expect(await db.goldenRun.findUnique({ where: { id: stranded.id } })).toMatchObject({
    ...{ status: 'failed', finishedAt: later, verdict: null, reason: expect.stringContaining('start it again') },
  });
  expect(await failStrandedGoldenRuns(db, later)).toEqual([]);
});
