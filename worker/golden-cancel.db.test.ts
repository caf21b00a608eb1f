import { expect, it } from 'vitest';
import { runDemoGateway } from '#demo/testing.ts';
import { cancelGoldenRun } from '#lib/channels/prompt/runs/cancel.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { goldenWatchOn } from '#lib/testing/golden-watch.ts';
import { runTestWorker } from './testing.ts';

const database = testDatabase();
const golden = goldenWatchOn(database);
/** Every answer takes longer than the test may. */
const gateway = runDemoGateway({ latencyMs: 60_000 });
runTestWorker(database);

it('a cancelled run lets go of its calls within seconds, and another may start', async () => {
  const { db } = database;
  const { repository } = await golden.repository(gateway.url(), { tasks: ['order-status'] });
  const runId = await golden.start(repository);
  await expect.poll(() => db.goldenRun.findUnique({ where: { id: runId } })).toMatchObject({ status: 'running' });
  await expect(golden.start(repository)).rejects.toMatchObject({ code: 'conflict' });

  await cancelGoldenRun(golden.ctx(), runId);
  const jobs = () => db.$queryRaw`SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'golden.run'`;
  await expect.poll(jobs, { timeout: 5_000 }).toEqual([]);
  expect(await db.goldenRun.findUnique({ where: { id: runId } })).toMatchObject({ status: 'cancelled', verdict: null });
  expect(await db.goldenAttempt.count({ where: { runId } })).toBe(0);
  await expect(cancelGoldenRun(golden.ctx(), runId)).rejects.toMatchObject({ code: 'conflict' });

  const next = await golden.start(repository);
  await cancelGoldenRun(golden.ctx(), next);
});
