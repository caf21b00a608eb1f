import { beforeAll, describe, expect, it } from 'vitest';
import { page } from '#lib/contract/common.ts';
import { goldenTaskAttempts } from '#lib/contract/golden/attempts.ts';
import { goldenRunDetail, goldenRunListQuery, goldenRunSummary, regressionsQuery } from '#lib/contract/golden/runs.ts';
import { goldenTaskDetail, goldenTaskListQuery, goldenTaskSummary } from '#lib/contract/golden/tasks.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeGateway } from '#lib/testing/factories.ts';
import {
  makeGoldenAttempt,
  makeGoldenRun,
  makeGoldenTaskResult,
  makeRepository,
} from '#lib/testing/golden-factories.ts';
import { readAllPages } from '#lib/testing/pages.ts';
import { taskHash } from '../../task/hash.ts';
import { baselineOf, taskOf } from '../../task/testing.ts';
import type { SuiteSnapshot } from '../suite-snapshot.ts';
import { getGoldenRun } from './detail.ts';
import { listGoldenRuns } from './list.ts';
import { goldenRegressionsByWeek } from './regressions.ts';
import { getGoldenTaskAttempts } from './task-attempts.ts';
import { getGoldenTask } from './task-detail.ts';
import { listGoldenTasks } from './task-list.ts';

const database = testDatabase();
const day = (n: number) => new Date(Date.UTC(2026, 3, n, 2));
const night = (n: number) => ({ trigger: 'schedule', night: new Date(Date.UTC(2026, 3, n)), at: day(n) }) as const;
const GREETING = taskOf();
const baseline = baselineOf({ taskHash: taskHash(GREETING) });
let repository: { id: number; name: string };
let failing: number;
let passing: number;

/** Seven nights of two tasks: `greeting` steady, `refund` turning every night; and one pull request elsewhere. */
beforeAll(async () => {
  const { db } = database;
  repository = await makeRepository(db, { name: 'acme/shop' });
  for (let n = 1; n <= 7; n++) {
    const broken = n % 2 === 0;
    const run = await makeGoldenRun(db, repository, { ...night(n), verdict: broken ? 'fail' : 'pass', branch: 'main' });
    const failed = { outcome: 'regressed', headPasses: 0, reason: 'Fails now.' } as const;
    await makeGoldenTaskResult(db, run.id, { taskId: 'greeting', title: 'Greets', baseline: { ...baseline } });
    await makeGoldenTaskResult(db, run.id, { taskId: 'refund', ...(broken ? failed : {}) });
    const answer = broken ? ({ outcome: 'fail', reason: 'No.', output: 'No.' } as const) : {};
    await makeGoldenAttempt(db, run.id, { taskId: 'refund', latencyMs: 100 + n, ...answer });
    await makeGoldenAttempt(db, run.id, { taskId: 'refund', side: 'base' });
    if (broken) failing = run.id;
    else passing = run.id;
  }
  const elsewhere = { repositoryId: null, repositoryName: 'acme/else', trigger: 'ci', branch: 'topic' } as const;
  const pullRequestUrl = 'https://forge.test/acme/else/pull/7';
  const posted = await makeGoldenRun(db, repository, {
    ...elsewhere,
    pullRequestUrl,
    at: day(20),
    verdict: 'unmeasured',
  });
  await makeGoldenTaskResult(db, posted.id, { outcome: 'unmeasured', headPasses: 0, headRuns: 0 });
  const { title, description, agents, taskClass, tags, id } = GREETING;
  const content: SuiteSnapshot = {
    agents: [{ name: 'support', models: ['demo-agent'], promptHash: baseline.promptHash }],
    tasks: [
      {
        ...{ id, title, description, agents, taskClass, tags: [...tags, 'manners'], taskHash: taskHash(GREETING) },
        ...{
          baselines: [
            baseline,
            baselineOf({ model: 'old' }),
            baselineOf({ model: 'other', taskHash: taskHash(GREETING), promptHash: 'f'.repeat(64) }),
          ],
          path: 'evals/golden/greeting.yaml',
          yaml: 'id: greeting',
        },
        provenance: { source: 'langfuse', traceId: 't1', traceUrl: 'https://langfuse.test/t1', approvedBy: 'Ada' },
      },
    ],
  };
  await db.goldenSuite.create({ data: { repositoryId: repository.id, commitSha: 'abc', readAt: day(8), content } });
});

const runs = (query: object = {}) => listGoldenRuns(database.db, goldenRunListQuery.parse(query));

describe('listGoldenRuns', () => {
  it.each([
    [{}, 8],
    [{ repository: 'acme/shop' }, 7],
    [{ trigger: 'ci' }, 1],
    [{ verdict: 'fail' }, 3],
    [{ branch: 'topic' }, 1],
    [{ pullRequest: 'https://forge.test/acme/else/pull/7' }, 1],
    [{ agent: 'support', model: 'demo-agent', status: 'finished' }, 8],
    [{ model: 'other' }, 0],
  ])('filters by %j', async (query, count) => {
    expect((await runs(query)).items).toHaveLength(count);
  });

  it('pages, newest first', async () => {
    const all = await readAllPages(async (cursor) => {
      const answer = await runs({ limit: 3, cursor });
      expectExactly(page(goldenRunSummary), answer);
      return answer;
    });
    expect(all.map(({ createdAt }) => createdAt)).toEqual(
      all
        .map(({ createdAt }) => createdAt)
        .toSorted()
        .toReversed(),
    );
    expect(all).toHaveLength(8);
  });
});

it('marks runs of a repository on the demo gateway, and not what a pipeline posted', async () => {
  const { db } = database;
  const gateway = await makeGateway(db, { isDemo: true });
  const demo = await makeRepository(db, { gatewayId: gateway.id });
  const made = [await makeGoldenRun(db, demo), await makeGoldenRun(db, demo, { trigger: 'ci', agent: 'other' })];
  const marks = made.map(async ({ id }) => (await getGoldenRun(db, id)).isDemo);
  expect(await Promise.all(marks)).toEqual([true, false]);
  expect((await getGoldenRun(db, passing)).isDemo).toBe(false);
  await db.goldenRun.deleteMany({ where: { repositoryId: demo.id } });
});

it('a run shows its worst task first, counts both sides, and what the answers were before', async () => {
  const detail = await getGoldenRun(database.db, failing);
  expectExactly(goldenRunDetail, detail);
  expect(detail).toMatchObject({ outcomes: { regressed: 1, pass: 1 }, storedAttempts: 2 });
  expect(detail.tasks).toMatchObject([
    { taskId: 'refund', outcome: 'regressed', head: { passes: 0, runs: 1 }, base: { passes: 1, runs: 1 } },
    { taskId: 'greeting', outcome: 'pass', baseline: { passes: 10 }, base: null },
  ]);
  const attempts = await getGoldenTaskAttempts(database.db, failing, 'refund');
  expectExactly(goldenTaskAttempts, attempts);
  expect(attempts.headAttempts).toMatchObject([{ outcome: 'fail', output: 'No.' }]);
  expect(attempts.before).toMatchObject({ runId: failing - 1, attempts: [{ output: 'Yes.' }] });
  await expect(getGoldenTaskAttempts(database.db, failing, 'other')).rejects.toMatchObject({ code: 'not_found' });
});

it('a run that goes lists the tasks it will ask with their titles, and those of another commit as they come', async () => {
  const { db } = database;
  const going = { status: 'running', model: 'going', at: day(21) } as const;
  const run = await makeGoldenRun(db, repository, { ...going, headCommit: 'abc' });
  expect((await getGoldenRun(db, run.id)).tasks).toMatchObject([
    { taskId: 'greeting', title: GREETING.title, outcome: null, head: { runs: 0 } },
  ]);
  expect(await getGoldenTaskAttempts(db, run.id, 'greeting')).toMatchObject({
    title: GREETING.title,
    headAttempts: [],
  });
  await db.goldenRun.update({ where: { id: run.id }, data: { headCommit: 'def' } });
  expect((await getGoldenRun(db, run.id)).tasks).toEqual([]);
  await makeGoldenAttempt(db, run.id, { taskId: 'greeting' });
  expect((await getGoldenRun(db, run.id)).tasks).toMatchObject([{ title: GREETING.title, head: { runs: 1 } }]);
  await db.goldenAttempt.deleteMany({ where: { runId: run.id } });
  await db.goldenRun.delete({ where: { id: run.id } });
});

describe('listGoldenTasks', () => {
  const tasks = (query: object = {}) => listGoldenTasks(database.db, goldenTaskListQuery.parse(query));

  it('ranks by flicker, with tasks that no suite holds', async () => {
    const { items } = await tasks();
    expect(items.map(({ repository: of, taskId }) => `${of.name} ${taskId}`)).toEqual([
      'acme/shop refund',
      'acme/shop greeting',
      'acme/else refund',
    ]);
    expect(items[0]).toMatchObject({ inSuite: false, last: { runId: passing, outcome: 'pass' } });
    expect(items[0]?.stability).toEqual({ nights: 7, stableShare: 4 / 7, flickerShare: 6 / 7 });
    expect(items[1]).toMatchObject({
      inSuite: true,
      tags: ['manners'],
      stability: { stableShare: 1, flickerShare: 0 },
    });
    expect(items[2]?.stability).toEqual({ nights: 0, stableShare: null, flickerShare: null });
  });

  it.each([
    [{ q: 'GREET' }, 1],
    [{ q: 'manners' }, 1],
    [{ repository: 'acme/else' }, 1],
    [{ agent: 'support', model: 'demo-agent' }, 3],
    [{ agent: 'other' }, 0],
  ])('filters by %j', async (query, count) => {
    expect((await tasks(query)).items).toHaveLength(count);
  });

  it.each(['flicker', 'name'])('pages by %s', async (order) => {
    const all = await readAllPages(async (cursor) => {
      const answer = await tasks({ order, limit: 1, cursor });
      expectExactly(page(goldenTaskSummary), answer);
      return answer;
    });
    expect(all).toEqual((await tasks({ order })).items);
  });
});

describe('getGoldenTask', () => {
  it('shows baselines, provenance, history and stability by model', async () => {
    const task = await getGoldenTask(database.db, 'greeting', {});
    expectExactly(goldenTaskDetail, task);
    expect(task).toMatchObject({ provenance: { source: 'langfuse', approvedAt: null }, commit: 'abc', elsewhere: [] });
    expect(task.baselines.map(({ model, fits, otherPrompt }) => [model, fits, otherPrompt])).toEqual([
      ['demo-agent', true, false],
      ['old', false, false],
      ['other', true, true],
    ]);
    expect(task.history).toHaveLength(7);
    expect(task.stabilityByModel).toMatchObject([{ agent: 'support', model: 'demo-agent', nights: 7 }]);
  });

  it('of a task in several repositories shows the one run last, and names the others', async () => {
    expect(await getGoldenTask(database.db, 'refund', {})).toMatchObject({
      repository: { id: null, name: 'acme/else' },
      elsewhere: ['acme/shop'],
    });
    const asked = await getGoldenTask(database.db, 'refund', { repository: 'acme/shop' });
    expect(asked).toMatchObject({ repository: { name: 'acme/shop' }, elsewhere: ['acme/else'] });
    await expect(getGoldenTask(database.db, 'nothing', {})).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('counts regressions by calendar week, quiet weeks included', async () => {
  const context = { db: database.db, now: () => day(15) };
  const { weeks } = await goldenRegressionsByWeek(
    context,
    regressionsQuery.parse({ weeks: 4, repository: 'acme/shop' }),
  );
  expect(weeks).toEqual([
    { week: '2026-03-23', runs: 0, failedRuns: 0, regressions: 0 },
    { week: '2026-03-30', runs: 5, failedRuns: 2, regressions: 2 },
    { week: '2026-04-06', runs: 2, failedRuns: 1, regressions: 1 },
    { week: '2026-04-13', runs: 0, failedRuns: 0, regressions: 0 },
  ]);
});
