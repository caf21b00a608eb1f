import { expect, it } from 'vitest';
import { getEndpoint } from '#lib/endpoints/queries/detail.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { wordEncoder } from '#lib/testing/encoder.ts';
import {
  type MadeEndpoint,
  makeBaseline,
  makeEndpoint,
  makeRun,
  makeSamples,
  makeSuiteVersion,
  TEST_NOW,
} from '#lib/testing/factories.ts';
import { dueSelfChecks, selfCheckLater } from './due.ts';
import { selfCheck } from './self-check.ts';

const database = testDatabase();

const PROMPTS = Array.from({ length: 20 }, (_, index) => `p${index}`);
const DAY_MS = 24 * 3_600_000;

/** An endpoint whose baseline holds the answers of `nights`: per night, per prompt. */
async function watched(nights: readonly ((prompt: number) => string[])[], over: { state?: 'ready' | 'retired' } = {}) {
  const { db } = database;
  const target = await makeEndpoint(db, {}, await makeSuiteVersion(db, { promptKeys: PROMPTS }));
  const runs = [];
  for (const [night, answers] of nights.entries()) {
    const at = new Date(TEST_NOW.getTime() + night * DAY_MS);
    const run = await makeRun(db, target, { at, verdict: 'stable', repetitions: answers(0).length });
    for (const [index, { id }] of target.prompts.entries()) await makeSamples(db, run, id, answers(index));
    runs.push(run);
  }
  const [first, ...others] = runs;
  if (first === undefined) throw new Error('a baseline has a night');
  const ended = over.state === 'retired' ? { state: over.state, endedAt: TEST_NOW } : {};
  const { id } = await makeBaseline(db, target, first, ended);
  await db.baselineRun.createMany({ data: others.map((run) => ({ baselineId: id, runId: run.id })) });
  return { target, baselineId: id };
}

const at = new Date('2026-06-01T12:00:00.000Z');
const check = (baselineId: number, signal = new AbortController().signal) =>
  selfCheck({ db: database.db, encoder: wordEncoder(), now: () => at }, { baselineId, seed: 5 }, signal);

const shown = async ({ endpoint }: MadeEndpoint) =>
  (await getEndpoint({ db: database.db, now: () => at }, endpoint.id)).selfCheck;

const same = (repetitions: number) => (prompt: number) => Array<string>(repetitions).fill(`answer to ${prompt}`);

it('finds no false alarm in a baseline that always answers the same', { timeout: 60_000 }, async () => {
  const { target, baselineId } = await watched([same(3), same(1), same(1)]);
  expect(await shown(target)).toMatchObject({
    baselineId,
    at: null,
    rate: null,
    unmeasured: expect.stringContaining('not'),
  });
  await check(baselineId);
  expect(await shown(target)).toMatchObject({
    at: at.toISOString(),
    trials: 203,
    alarms: 0,
    rate: 0,
    low: 0,
    aboveNominal: false,
    unmeasured: null,
    ways: [
      { way: 'nights', trials: 3, alarms: 0 },
      { way: 'splits', trials: 200, alarms: 0 },
    ],
  });
});

it('warns of an endpoint whose nights differ although nothing was called a change', { timeout: 60_000 }, async () => {
  const night = (number: number) => (prompt: number) => Array<string>(3).fill(`night ${number} of prompt ${prompt}`);
  const { target, baselineId } = await watched([night(1), night(2), night(3)]);
  await check(baselineId);
  expect(await shown(target)).toMatchObject({
    aboveNominal: true,
    ways: [{ way: 'nights', trials: 3, alarms: 3 }, {}],
  });
});

it('is unmeasured with too few answers, and says so', async () => {
  const { target, baselineId } = await watched([same(2)]);
  await check(baselineId);
  expect(await shown(target)).toMatchObject({
    at: at.toISOString(),
    trials: 0,
    rate: null,
    low: 0,
    high: 1,
    aboveNominal: false,
    unmeasured: expect.stringContaining('at most 2 answers'),
    ways: [],
  });
});

it('leaves a baseline alone that is no longer in force', async () => {
  const { target, baselineId } = await watched([same(3)], { state: 'retired' });
  await check(baselineId);
  expect(await database.db.selfCheck.count({ where: { baselineId } })).toBe(0);
  expect(await shown(target)).toBeNull();
});

it('stops at once when the worker does, and keeps nothing', async () => {
  const { baselineId } = await watched([same(3)]);
  const stopping = new AbortController();
  const running = check(baselineId, stopping.signal);
  setTimeout(() => stopping.abort(new Error('stopping')), 50);
  await expect(running).rejects.toThrow('stopping');
  expect(await database.db.selfCheck.count({ where: { baselineId } })).toBe(0);
});

it('is due for every baseline in force of an active endpoint, one after another', async () => {
  const { db } = database;
  const jobs = () => db.$queryRaw<{ key: string; queue: string; waits: boolean }[]>`
    SELECT key, queue_name AS queue, run_at > now() AS waits FROM graphile_worker.jobs WHERE task_identifier = 'self-check.baseline'`;
  const [{ baselineId }, resting, ended] = [
    await watched([same(3)]),
    await watched([same(3)]),
    await watched([same(3)], { state: 'retired' }),
  ];
  await db.endpoint.update({ where: { id: resting.target.endpoint.id }, data: { status: 'paused' } });

  await selfCheckLater(db, baselineId);
  const key = `baseline:${baselineId}:self-check`;
  expect(await jobs()).toEqual([{ key, queue: 'self-check', waits: true }]);

  const due = await dueSelfChecks(db);
  expect(due).toContain(baselineId);
  expect(due).not.toContain(resting.baselineId);
  expect(due).not.toContain(ended.baselineId);
  const [job] = (await jobs()).filter((each) => each.key === key);
  expect(job).toMatchObject({ waits: false });
});
