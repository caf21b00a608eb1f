import { expect, it } from 'vitest';
import { runDemoGateway } from '#demo/testing.ts';
import { getGoldenRun } from '#lib/channels/prompt/runs/queries/detail.ts';
import { getGoldenTaskAttempts } from '#lib/channels/prompt/runs/queries/task-attempts.ts';
import { goldenTaskAttempts } from '#lib/contract/golden/attempts.ts';
import { goldenRunDetail } from '#lib/contract/golden/runs.ts';
import { incidentDetail } from '#lib/contract/incidents.ts';
import { getIncident } from '#lib/incidents/queries/detail.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import { getOverview } from '#lib/overview/overview.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeEndpoint } from '#lib/testing/factories.ts';
import { taskYaml } from '#lib/testing/git-server.ts';
import { BROKEN_PROMPT, goldenWatchOn, SOUND_PROMPT } from '#lib/testing/golden-watch.ts';
import { runTestWorker } from './testing.ts';

const database = testDatabase();
const golden = goldenWatchOn(database);
const gateway = runDemoGateway();
runTestWorker(database);

const night = (day: number) => ({ trigger: 'schedule', night: new Date(Date.UTC(2026, 10, day)) }) as const;

it('a sound prompt passes every task, and opens nothing', async () => {
  const { db } = database;
  const { repository, server } = await golden.repository(gateway.url());
  const run = await golden.ended(await golden.start(repository));
  expect(run).toMatchObject({ status: 'finished', verdict: 'pass', branch: 'main', baseCommit: null });
  expect(run.headCommit).toBe(server.git('rev-parse', 'main'));
  const detail = await getGoldenRun(db, run.id);
  expectExactly(goldenRunDetail, detail);
  expect(new Set(detail.tasks.map(({ outcome }) => outcome))).toEqual(new Set(['pass']));
  expect(detail.plannedAttempts).toBe(detail.storedAttempts);
  expect(await db.incident.count({ where: { repositoryId: repository.id } })).toBe(0);
});

it('a regression on main is one incident over nights, against the prompt that was blessed', async () => {
  const { db } = database;
  const { repository, server } = await golden.repository(gateway.url());
  const blessedAt = server.git('rev-parse', 'main');
  golden.changePrompt(server, BROKEN_PROMPT);

  const first = await golden.ended(await golden.start(repository, night(1)));
  expect(first).toMatchObject({ verdict: 'fail', baseCommit: blessedAt });
  const detail = await getGoldenRun(db, first.id);
  expect(detail.tasks[0]).toMatchObject({ taskId: 'refund-over-limit', outcome: 'regressed' });
  expect(detail.outcomes).toMatchObject({ regressed: 1 });
  const evidence = await getGoldenTaskAttempts(db, first.id, 'refund-over-limit');
  expectExactly(goldenTaskAttempts, evidence);
  expect(evidence.baseAttempts.map(({ outcome }) => outcome)).toContain('pass');

  const where = { repositoryId: repository.id };
  expect(await db.incident.findMany({ where })).toMatchObject([
    { channel: 'prompt', severity: 'P2', status: 'open', occurrences: 1, persistence: null },
  ]);
  const { channels } = await getOverview({ db, now: () => new Date() });
  expect(channels.find(({ channel }) => channel === 'prompt')).toMatchObject({ state: 'drifted' });
  await golden.ended(await golden.start(repository, night(2)));
  const [incident] = await db.incident.findMany({ where });
  expect(incident).toMatchObject({ occurrences: 2 });
  const shown = await getIncident({ db, now: () => new Date() }, incident?.id ?? 0);
  expectExactly(incidentDetail, shown);
  expect(shown).toMatchObject({
    ...{ endpoint: null, repository: { name: repository.name }, latestRun: null, runs: [] },
    prompt: { agent: 'support', model: 'demo-agent', tasks: [{ taskId: 'refund-over-limit' }] },
  });
  expect(shown.prompt?.runs.map(({ night: of }) => of)).toEqual(['2026-11-02', '2026-11-01']);
  expect(shown.prompt?.tasks[0]).toMatchObject({
    headAttempts: expect.arrayContaining([expect.objectContaining({ outcome: 'fail' })]),
    baseAttempts: expect.arrayContaining([expect.objectContaining({ outcome: 'pass' })]),
  });
  expect(shown.timeline.map(({ goldenRunId }) => goldenRunId)).toContain(first.id);

  golden.changePrompt(server, SOUND_PROMPT);
  const third = await golden.ended(await golden.start(repository, night(3)));
  expect(third.verdict).toBe('pass');
  expect(await db.incident.findMany({ where })).toMatchObject([{ occurrences: 2, persistence: 'transient' }]);
  const timeline = await db.incidentEvent.findMany({
    where: { incidentId: incident?.id ?? 0 },
    orderBy: { id: 'asc' },
  });
  expect(timeline.map(({ kind }) => kind)).toEqual(['opened', 'seen_again', 'not_seen']);
  const events = await db.event.findMany({ where: { incidentId: incident?.id ?? 0 }, orderBy: { id: 'asc' } });
  expect(events.map(({ type }) => type)).toEqual(['PromptRegressionDetected', 'PromptRegressionSeenAgain']);
});

it('what could not be measured opens nothing and closes nothing, and says so', async () => {
  const { db } = database;
  const { repository, server } = await golden.repository(gateway.url(), { tasks: ['refund-over-limit'] });
  golden.changePrompt(server, BROKEN_PROMPT);
  await golden.ended(await golden.start(repository, night(1)));
  await db.gateway.update({
    where: { id: repository.gatewayId },
    data: { baseUrl: 'http://127.0.0.1:9/v1', encryptedKey: null },
  });
  const run = await golden.ended(await golden.start(repository, night(2)), 60_000);
  expect(run).toMatchObject({ status: 'finished', verdict: 'unmeasured' });
  expect(run.reason).toContain('says nothing about a regression either way');
  expect(await db.incident.findMany({ where: { repositoryId: repository.id } })).toMatchObject([
    { occurrences: 1, persistence: null },
  ]);
});

it('tasks without baselines fail the run, and open nothing', async () => {
  const { repository } = await golden.repository(gateway.url(), { tasks: ['order-status'], blessed: null });
  const run = await golden.ended(await golden.start(repository));
  expect(run).toMatchObject({ status: 'finished', verdict: 'fail' });
  expect(await getGoldenRun(database.db, run.id)).toMatchObject({
    missingBaselines: ['order-status'],
    command: 'tidemark golden bless --agent support --model demo-agent',
    incidentId: null,
  });
});

it('keeps to its budget', async () => {
  const { db } = database;
  const { repository } = await golden.repository(gateway.url(), { budgetUsd: 0.0005 });
  const prices = { inputUsdPerMillion: 0.15, outputUsdPerMillion: 0.6 };
  for (const model of ['demo-agent', 'demo-judge']) {
    await makeEndpoint(db, { gatewayId: repository.gatewayId, model, ...prices });
  }
  await expect(golden.start(repository)).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringMatching(/expected to cost about .*, more than the \$0.0005/),
  });
  await db.endpoint.updateMany({ data: { inputUsdPerMillion: null, outputUsdPerMillion: null } });
  const run = await golden.ended(await golden.start(repository));
  expect(run.verdict).toBe('unmeasured');
  expect(await db.goldenAttempt.count({ where: { runId: run.id, reason: { contains: 'budget' } } })).toBeGreaterThan(0);
});

it('ends with what is to be mended where the repository cannot be read any more', async () => {
  const { db } = database;
  const { repository } = await golden.repository(gateway.url(), { tasks: ['order-status'] });
  const { id } = await db.goldenRun.create({
    data: {
      ...{ trigger: 'manual', repositoryId: repository.id, repositoryName: repository.name, agent: 'nobody' },
      ...{ model: 'demo-agent', branch: 'main', headCommit: 'main' },
    },
  });
  await enqueue(db, 'golden.run', { runId: id }, { key: jobKeys.goldenRun(id) });
  expect(await golden.ended(id)).toMatchObject({
    status: 'failed',
    reason: 'The repository has no agent nobody. It has: support.',
  });
});

it('against another ref it tells what changed in the suite, and that the prompt changed without new baselines', async () => {
  const { repository, server } = await golden.repository(gateway.url(), { tasks: ['order-status'] });
  const base = server.git('rev-parse', 'main');
  const text = `${SOUND_PROMPT}- Stay calm.\n`;
  server.commit({ 'prompts/support.md': text, 'evals/golden/hello.yaml': taskYaml('hello') }, 'topic');
  await expect(golden.start(repository, { baseRef: 'nowhere' })).rejects.toMatchObject({ code: 'not_found' });
  const run = await golden.ended(await golden.start(repository, { ref: 'topic', baseRef: 'main' }));
  expect(run).toMatchObject({ verdict: 'fail', branch: 'topic', baseCommit: base });
  expect(run.reason).toContain('Missing baseline update');
  expect(await getGoldenRun(database.db, run.id)).toMatchObject({ suiteChanges: [{ id: 'hello', kind: 'added' }] });
  expect(await database.db.incident.count({ where: { repositoryId: repository.id } })).toBe(0);
});
