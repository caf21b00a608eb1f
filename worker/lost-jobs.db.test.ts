import { expect, it } from 'vitest';
import { runDemoGateway } from '#demo/testing.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { watchOn } from '#lib/testing/watch.ts';
import { startTestWorker } from './testing.ts';

const database = testDatabase();
const watch = watchOn(database);
const gateway = runDemoGateway({ latencyMs: 100 });

it('a worker ends, so that another takes over, when the queue counts a job as its that it never got', async () => {
  const worker = await startTestWorker(database, { sweepIntervalMs: 200 });
  const poolId = async () => (await database.db.workerProcess.findFirst())?.poolId ?? '';
  await expect.poll(poolId).not.toBe('');
  // As after "connection lost" on the way back from the statement that hands a job out.
  await database.db.$queryRaw`
    SELECT id FROM graphile_worker.add_job('canary.start', '{"runId": 4711}'::json, run_at => now() + interval '1 day')`;
  await database.db.$executeRaw`
    UPDATE graphile_worker._private_jobs SET locked_by = ${await poolId()}, locked_at = now()`;
  await expect(worker.finished).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('(jobs 1)'),
  });
  expect(await database.db.workerProcess.count()).toBe(0);
});

it('a worker at work does not', async () => {
  const worker = await startTestWorker(database, { sweepIntervalMs: 20 });
  const target = await watch.endpoint(gateway.url(), { prompts: 10, concurrency: 2 });
  expect(await watch.run(target)).toMatchObject({ status: 'finished' });
  await worker.stop();
});
