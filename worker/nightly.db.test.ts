import { expect, it } from 'vitest';
import { runDemoGateway } from '#demo/testing.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { utcDay } from '#lib/platform/clock.ts';
import { cancelRun } from '#lib/runs/cancel-run.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { testContext } from '#lib/testing/factories.ts';
import { watchOn } from '#lib/testing/watch.ts';
import type { RunningWorker } from './start-worker.ts';
import { startTestWorker } from './testing.ts';

const MINUTE_MS = 60_000;

const database = testDatabase();
const watch = watchOn(database);
const gateway = runDemoGateway();

/** When last night's run was due: half an hour ago, while no worker was up. */
const due = new Date(Math.floor((Date.now() - 30 * MINUTE_MS) / MINUTE_MS) * MINUTE_MS);
const nightlyCron = `${due.getUTCMinutes()} ${due.getUTCHours()} * * *`;

/** As if workers had kept this schedule for a week, and the last one had stopped an hour before it was due. */
async function seenTheNightBefore(): Promise<void> {
  const weekAgo = new Date(due.getTime() - 7 * 24 * 60 * MINUTE_MS);
  const nightBefore = new Date(due.getTime() - 24 * 60 * MINUTE_MS);
  await database.db.$executeRaw`
    INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
    VALUES ('canary-nightly', ${weekAgo}, ${nightBefore})
    ON CONFLICT (identifier) DO UPDATE SET known_since = ${weekAgo}, last_execution = ${nightBefore}`;
}

async function withWorkers<T>(count: number, use: () => Promise<T>): Promise<T> {
  const start = () => startTestWorker(database, { nightlyCron });
  const workers: RunningWorker[] = await Promise.all(Array.from({ length: count }, start));
  try {
    return await use();
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}

const scheduled = () => database.db.run.findMany({ where: { trigger: 'schedule' }, orderBy: { id: 'asc' } });

it('makes up for a missed night once, with two workers starting at the same moment', async () => {
  const targets = [
    await watch.endpoint(gateway.url(), { prompts: 3 }),
    await watch.endpoint(gateway.url(), { prompts: 3, model: 'demo-noisy' }),
  ];
  await seenTheNightBefore();
  await withWorkers(2, () =>
    expect.poll(async () => (await scheduled()).map(({ status }) => status)).toEqual(['finished', 'finished']),
  );
  const runs = await scheduled();
  expect(runs.map(({ endpointId }) => endpointId)).toEqual(targets.map(({ endpoint }) => endpoint.id));
  expect(runs.map(({ night }) => night)).toEqual([utcDay(due), utcDay(due)]);
});

it('does nothing more for that night on the next start', async () => {
  const before = await scheduled();
  await withWorkers(1, () => expect.poll(jobs).toEqual([]));
  expect(await scheduled()).toEqual(before);
  const known = await database.db.$queryRaw`SELECT identifier FROM graphile_worker._private_known_crontabs`;
  expect(known).toContainEqual({ identifier: 'canary-nightly' });
});

it('comes back for an endpoint that was busy', async () => {
  await gateway.call('POST', '/demo/faults', { model: '*', kind: 'slow', delayMs: 60_000 });
  const target = await watch.endpoint(gateway.url(), { prompts: 3 });
  const busy = await watch.start(target);
  await seenTheNightBefore();
  await withWorkers(1, async () => {
    await expect.poll(lastError).toContain(`Endpoints ${target.endpoint.id} are busy`);
    await gateway.call('DELETE', '/demo/faults');
    await cancelRun(testContext(database.db, SYSTEM_ACTOR, new Date()), busy);
    const runOfTonight = () =>
      database.db.run.count({
        where: { endpointId: target.endpoint.id, trigger: 'schedule', night: utcDay(due), status: 'finished' },
      });
    await expect.poll(runOfTonight).toBe(1);
  });
});

/** What is still to do for the night; self-checks of new baselines come later. */
const jobs = () => database.db.$queryRaw`SELECT id FROM graphile_worker.jobs WHERE task_identifier LIKE 'canary.%'`;

async function lastError(): Promise<string> {
  const [job] = await database.db.$queryRaw<{ error: string | null }[]>`
    SELECT last_error AS error FROM graphile_worker.jobs WHERE task_identifier = 'canary.nightly'`;
  return job?.error ?? '';
}
