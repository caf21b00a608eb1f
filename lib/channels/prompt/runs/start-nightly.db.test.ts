import { beforeAll, expect, it } from 'vitest';
import { goldenRunEstimate } from '#lib/contract/golden/runs.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeGoldenAttempt, makeGoldenRun, makeRepository } from '#lib/testing/golden-factories.ts';
import { BROKEN_PROMPT, goldenWatchOn } from '#lib/testing/golden-watch.ts';
import { estimateGoldenRun } from './estimate.ts';
import { listGoldenTargets } from './queries/targets.ts';
import { startGoldenNightly } from './start-nightly.ts';

const database = testDatabase();
const golden = goldenWatchOn(database);
const TONIGHT = new Date('2026-11-23T02:00:00Z');
const start = () => startGoldenNightly(golden.ctx(), TONIGHT);
const names = ['order-status', 'return-window'];
let repository: Awaited<ReturnType<typeof golden.repository>>['repository'];
let head: string;

beforeAll(async () => {
  const made = await golden.repository('http://gateway.test', { tasks: names });
  repository = made.repository;
  head = golden.changePrompt(made.server, BROKEN_PROMPT);
  await golden
    .repository('http://gateway.test')
    .then(({ repository: { id } }) => database.db.gitRepository.update({ where: { id }, data: { nightly: false } }));
});

it('starts one run for every agent and model at the head of main, once a night', async () => {
  const { db } = database;
  const of = { repository: repository.name, agent: 'support', model: 'demo-agent' };
  expect(await start()).toEqual([{ ...of, outcome: 'started' }]);
  expect(await start()).toEqual([{ ...of, outcome: 'already_started' }]);
  expect(await db.goldenRun.findMany()).toMatchObject([
    { trigger: 'schedule', night: new Date('2026-11-23'), headCommit: head, branch: 'main', plannedAttempts: 6 },
  ]);
  const jobs = await db.$queryRaw`SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'golden.run'`;
  expect(jobs).toHaveLength(1);
  expect(await db.auditLog.findFirst({ where: { action: 'golden.start' } })).toMatchObject({ actorKind: 'system' });
});

it('keeps what it read for the pages', async () => {
  const { items } = await listGoldenTargets(database.db);
  expect(items.find((target) => target.repository.id === repository.id)).toMatchObject({
    agents: [{ name: 'support', models: ['demo-agent'], tasks: 2 }],
    ...{ commit: head, error: null },
  });
});

it('estimates without writing a run, and names tasks without baselines', async () => {
  await database.db.goldenRun.updateMany({ data: { status: 'cancelled', finishedAt: TONIGHT } });
  const count = await database.db.goldenRun.count();
  const body = { repositoryId: repository.id, agent: 'support', model: 'demo-agent' };
  expect(await estimateGoldenRun(golden.ctx(), body)).toMatchObject({
    ...{ tasks: 2, attempts: 6, headCommit: head, missingBaselines: [], costUsd: null },
  });
  expect(await database.db.goldenRun.count()).toBe(count);
  const known = await makeGoldenRun(database.db, repository, { verdict: 'pass', costUsd: 0.2 });
  for (const number of [0, 1]) await makeGoldenAttempt(database.db, known.id, { number });
  const estimate = await estimateGoldenRun(golden.ctx(), body);
  expectExactly(goldenRunEstimate, estimate);
  expect(estimate.costUsd).toBeCloseTo(0.6);
  expect(estimate.basis).toContain(`cost as in golden run ${known.id}`);
});

it('keeps the reason of a run that is refused, once a night', async () => {
  const { db } = database;
  await db.gitRepository.updateMany({ data: { nightly: false } });
  const made = await golden.repository('http://gateway.test', { tasks: names });
  const project = made.server.git('show', 'main:evals/tidemark.yaml').replace('name: support', 'name: sales');
  made.server.commit({ 'evals/tidemark.yaml': `${project}\n` });
  const reason = expect.stringMatching(/No golden task names the agent sales/);
  expect(await start()).toMatchObject([{ agent: 'sales', outcome: 'not_started', reason }]);
  expect(await start()).toMatchObject([{ agent: 'sales', outcome: 'already_started' }]);
  expect(await db.goldenRun.findMany({ where: { repositoryId: made.repository.id } })).toMatchObject([
    { status: 'failed', agent: 'sales', branch: 'main', night: new Date('2026-11-23'), reason },
  ]);
});

it('says of a repository that cannot be read why, and still owes its runs', async () => {
  const { db } = database;
  await db.gitRepository.updateMany({ data: { nightly: false } });
  const gone = await makeRepository(db, { url: 'file:///nowhere/at-all.git' });
  expect(await start()).toMatchObject([{ repository: gone.name, agent: null, outcome: 'unreadable' }]);
  const { items } = await listGoldenTargets(db);
  expect(items.find((target) => target.repository.id === gone.id)?.error).not.toBeNull();
});
