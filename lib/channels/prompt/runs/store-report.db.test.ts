import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import type { User } from '#generated/prisma/client.ts';
import { goldenReportBody } from '#lib/contract/golden/report.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeUser, testContext } from '#lib/testing/factories.ts';
import { makeRepository } from '#lib/testing/golden-factories.ts';
import type { GateReport } from '../report/format.ts';
import { baselineOf } from '../task/testing.ts';
import { getGoldenRun } from './queries/detail.ts';
import { storeGoldenReport } from './store-report.ts';

const database = testDatabase();
let user: User;
beforeAll(async () => {
  user = await makeUser(database.db);
  await makeRepository(database.db, { name: 'shop', forge: 'github', forgeProject: 'acme/shop' });
});

const attempt = (number: number, outcome: 'pass' | 'fail') => ({
  ...{ taskId: 'refund', side: 'head' as const, number, outcome, reason: outcome === 'pass' ? '' : 'Pays it out.' },
  ...{ checks: [], rubric: null, output: 'Done \u0000.', toolCalls: [], turns: 1, latencyMs: 120.4 },
  ...{ promptTokens: 10, completionTokens: 5, costUsd: 0.01, calls: 1 },
});

function report(over: Partial<GateReport> = {}): GateReport {
  const head = { passes: 0, runs: 2, unmeasured: 0, confidence: null, latencyMs: null, tokens: null };
  const attempts = [attempt(0, 'fail'), attempt(1, 'fail')];
  return {
    ...{ verdict: 'fail', reason: '1 task regressed: refund.', agent: 'support', model: 'demo-agent', base: null },
    head: { commit: 'c'.repeat(40), branch: 'topic', promptHash: 'p', promptPath: 'prompts/support.md' },
    ...{ repeat: 2, suiteChanges: [], missingBaselines: [], calls: 2, promptTokens: 20, completionTokens: 10 },
    ...{ costUsd: 0.02, durationMs: 1000, command: null, notes: [] },
    ...{ startedAt: '2026-05-10T11:00:00.000Z', finishedAt: '2026-05-10T11:00:01.000Z' },
    tasks: [
      {
        ...{ id: 'refund', title: 'Refunds', taskHash: 'h', outcome: 'regressed', reasons: ['0 of 2 passed.'] },
        ...{ baseline: baselineOf(), head, base: null, attempts },
      },
    ],
    ...over,
  };
}

const post = (over: object = {}, of: Partial<GateReport> = {}) =>
  storeGoldenReport(
    testContext(database.db, { kind: 'user', userId: user.id }),
    goldenReportBody.parse({ id: randomUUID(), repository: 'acme/shop', report: report(of), ...over }),
  );

it('stores a pull request’s result with its attempts, and opens no incident', async () => {
  const { db } = database;
  const pullRequestUrl = 'https://github.test/acme/shop/pull/7';
  const runId = await post({ pullRequestUrl });
  expect(await getGoldenRun(db, runId)).toMatchObject({
    ...{
      trigger: 'ci',
      status: 'finished',
      verdict: 'fail',
      repository: { name: 'shop' },
      pullRequestUrl,
      incidentId: null,
    },
    ...{ storedAttempts: 2, calls: 2, costUsd: 0.02, tasks: [{ taskId: 'refund', outcome: 'regressed' }] },
  });
  expect(await db.goldenAttempt.findFirst({ where: { runId } })).toMatchObject({
    output: 'Done \uFFFD.',
    latencyMs: 120,
  });
  expect(await db.auditLog.findFirst({ where: { action: 'golden.report' } })).toMatchObject({
    subjectId: String(runId),
  });
});

it('on the main branch a regression opens an incident', async () => {
  const runId = await post({}, { head: { ...report().head, branch: 'main' } });
  expect(await database.db.incident.findMany({ where: { goldenRuns: { some: { runId } } } })).toMatchObject([
    { severity: 'P2', channel: 'prompt' },
  ]);
});

it('keeps the result of a repository that the console does not know under its name', async () => {
  const runId = await post({ repository: 'acme/else' }, { head: { ...report().head, branch: 'main' } });
  expect(await getGoldenRun(database.db, runId)).toMatchObject({
    repository: { id: null, name: 'acme/else' },
    incidentId: null,
  });
});

it('keeps what Postgres cannot as it can', async () => {
  const runId = await post({ repository: 'acme\u0000x' }, { head: { ...report().head, branch: 'a\u0000b\ud800' } });
  expect(await getGoldenRun(database.db, runId)).toMatchObject({ branch: 'a\ufffdb\ufffd' });
});

it('posting a report again, also at the same moment, stores it once', async () => {
  const id = randomUUID();
  const ids = await Promise.all([post({ id }), post({ id }), post({ id })]);
  expect(new Set([...ids, await post({ id })]).size).toBe(1);
  expect(await database.db.goldenRun.count({ where: { reportId: id } })).toBe(1);
});

const task = report().tasks.slice(0, 1);
it.each<[string, Partial<GateReport>]>([
  ['a task twice', { tasks: [...task, ...task] }],
  ['a pass with a regression', { verdict: 'pass' }],
  ['an end before the start', { finishedAt: '2026-05-10T10:00:00.000Z' }],
  [
    'an attempt twice',
    { tasks: task.map((each) => ({ ...each, attempts: [attempt(0, 'fail'), attempt(0, 'fail')] })) },
  ],
  ['an attempt of another task', { tasks: task.map((each) => ({ ...each, id: 'other' })) }],
  ['no first attempts', { repeat: 0 }],
  ['more passes than runs', { tasks: task.map((each) => ({ ...each, head: { ...each.head, passes: 3 } })) }],
])('refuses a report with %s', async (_what, over) => {
  const before = await database.db.goldenRun.count();
  await expect(post({}, over)).rejects.toMatchObject({ code: 'invalid_input' });
  expect(await database.db.goldenRun.count()).toBe(before);
});
