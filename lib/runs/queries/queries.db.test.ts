import { beforeAll, describe, expect, it } from 'vitest';
import { page } from '#lib/contract/common.ts';
import {
  runDetail,
  runEstimate,
  runListQuery,
  runPromptEvidence,
  runSummary,
  startRunBody,
} from '#lib/contract/runs.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { countQueries } from '#lib/testing/count-queries.ts';
import { testDatabase } from '#lib/testing/database.ts';
import {
  type MadeEndpoint,
  makeBaseline,
  makeEndpoint,
  makeIncident,
  makeRun,
  makeSamples,
  makeSuiteVersion,
  makeUser,
} from '#lib/testing/factories.ts';
import { readAllPages } from '#lib/testing/pages.ts';
import { getRun } from './detail.ts';
import { getRunEstimate } from './estimate.ts';
import { listRuns } from './list.ts';
import { getRunPrompt } from './prompt-evidence.ts';

const database = testDatabase();

describe('listRuns', () => {
  let target: MadeEndpoint;
  let ids: Record<'check' | 'capture' | 'nightly' | 'running', number>;

  beforeAll(async () => {
    const { db } = database;
    target = await makeEndpoint(db);
    const at = (n: number) => ({ at: new Date(Date.UTC(2026, 2, n)) });
    const requestedBy = (await makeUser(db, { name: 'Ada' })).id;
    ids = {
      capture: (await makeRun(db, target, { ...at(1), purpose: 'baseline', verdict: 'calibrating' })).id,
      nightly: (await makeRun(db, target, { ...at(2), trigger: 'schedule', night: at(2).at, verdict: 'drifted' })).id,
      check: (await makeRun(db, target, { ...at(3), verdict: 'stable', requestedBy })).id,
      running: (await makeRun(db, target, { ...at(4), trigger: 'ci', status: 'sampling' })).id,
    };
    await makeRun(db, await makeEndpoint(db), { verdict: 'unmeasured' });
  });

  it.each([
    [{}, ['running', 'check', 'nightly', 'capture']],
    [{ status: 'finished' }, ['check', 'nightly', 'capture']],
    [{ status: 'sampling' }, ['running']],
    [{ verdict: 'drifted' }, ['nightly']],
    [{ purpose: 'baseline' }, ['capture']],
    [{ trigger: 'ci' }, ['running']],
    [{ trigger: 'manual', verdict: 'stable' }, ['check']],
    [{ verdict: 'unmeasured' }, []],
  ] as const)('filters by %j', async (query, expected) => {
    const answer = await listRuns(database.db, runListQuery.parse({ ...query, endpointId: target.endpoint.id }));
    expectExactly(page(runSummary), answer);
    expect(answer.items.map((run) => run.id)).toEqual(expected.map((name) => ids[name]));
  });

  it('says which night, who asked and which incident', async () => {
    const incident = await makeIncident(database.db, { runIds: [ids.nightly] });
    const { items } = await listRuns(database.db, runListQuery.parse({ endpointId: target.endpoint.id }));
    const byId = new Map(items.map((run) => [run.id, run]));
    expect(byId.get(ids.nightly)).toMatchObject({ night: '2026-03-02', incidentId: incident.id, requestedBy: null });
    expect(byId.get(ids.check)).toMatchObject({ night: null, incidentId: null, requestedBy: { name: 'Ada' } });
  });

  it('pages through runs of the same moment without repeating or missing one, also while runs are added', async () => {
    const crowd = await makeEndpoint(database.db);
    const made: number[] = [];
    for (let i = 0; i < 7; i++) made.push((await makeRun(database.db, crowd, { verdict: 'stable' })).id);
    const listed = await readAllPages(async (cursor) => {
      const query = runListQuery.parse({ endpointId: crowd.endpoint.id, limit: 3, cursor });
      const answer = await listRuns(database.db, query);
      await makeRun(database.db, crowd, { verdict: 'stable', at: new Date('2026-08-01T00:00:00Z') });
      return answer;
    });
    expect(listed.map((run) => run.id)).toEqual(made.toReversed());
  });

  it('asks the same number of questions for one run as for many', async () => {
    const query = (limit: number) => runListQuery.parse({ limit });
    const one = await countQueries(database.url, (db) => listRuns(db, query(1)));
    expect(await countQueries(database.url, (db) => listRuns(db, query(100)))).toBe(one);
  });
});

describe('one run', () => {
  let target: MadeEndpoint;
  let runId: number;
  let baselineId: number;
  const evidence = (model: string, deploymentId: string | null) => ({ model, deploymentId, requestId: `id-${model}` });
  const measured = { outcome: 'measured', output: 'x', canonicalHash: 'h', rawHash: 'h' } as const;

  beforeAll(async () => {
    const { db } = database;
    target = await makeEndpoint(db, {}, await makeSuiteVersion(db, { promptKeys: ['alpha', 'beta', 'gamma'] }));
    const [alpha, beta] = target.prompts.map((prompt) => prompt.id);
    const capture = await makeRun(db, target, {
      purpose: 'baseline',
      repetitions: 3,
      verdict: 'calibrating',
      at: new Date('2026-04-30T23:00:00Z'),
    });
    await makeSamples(db, capture, alpha ?? 0, ['yes', 'yes', 'no']);
    const failure = { outcome: 'unmeasured', reason: 'timeout', detail: 'No answer within 60 s' } as const;
    await makeSamples(db, capture, beta ?? 0, ['yes', failure]);
    baselineId = (await makeBaseline(db, target, capture)).id;

    const run = await makeRun(db, target, { baselineId, verdict: 'drifted', pValue: 0.002, repetitions: 2 });
    runId = run.id;
    const call = { name: 'lookup', argumentsJson: '{"id":1}' };
    await makeSamples(db, run, alpha ?? 0, [
      { ...measured, evidence: evidence('gpt-a', 'd1'), toolCalls: [call] },
      { ...measured, evidence: evidence('gpt-b', 'd1') },
    ]);
    await makeSamples(db, run, beta ?? 0, [
      { ...failure, evidence: evidence('gpt-a', null) },
      { outcome: 'unmeasured', reason: 'fallback', detail: 'Served by another model' },
    ]);
    await makeSamples(db, run, target.prompts[2]?.id ?? 0, [failure]);
    await db.promptComparison.createMany({
      data: [
        { runId, promptId: alpha ?? 0, movement: 'changed', deltaShare: 1, noiseShare: 0.5, reason: 'New answer.' },
        { runId, promptId: beta ?? 0, movement: 'unmeasured', reason: 'No answer was measured in this run.' },
      ],
    });
    await db.signal.create({
      data: { runId, name: 'hash_delta', value: 1, threshold: 0.3, noise: 0.5, pValue: 0.002, fired: true },
    });
  });

  it('has signals, prompts in suite order, evidence and reasons', async () => {
    const detail = await getRun(database.db, runId);
    expectExactly(runDetail, detail);
    expect(detail).toMatchObject({
      deltaRate: 1,
      noiseRate: 0.5,
      signals: [{ name: 'hash_delta', fired: true }],
      baseline: { id: baselineId, state: 'ready', repetitions: { short: 3, behaviour: 3 } },
    });
    expect(detail.prompts.map((row) => [row.key, row.movement, row.samplesStored, row.samplesMeasured])).toEqual([
      ['alpha', 'changed', 2, 2],
      ['beta', 'unmeasured', 2, 0],
      ['gamma', null, 1, 0],
    ]);
    expect(detail.served).toEqual([
      { field: 'model', value: 'gpt-a', samples: 2 },
      { field: 'model', value: 'gpt-b', samples: 1 },
      { field: 'deploymentId', value: 'd1', samples: 2 },
    ]);
    expect(detail.unmeasuredReasons).toEqual([
      { reason: 'timeout', label: 'No answer in time', samples: 2 },
      { reason: 'fallback', label: 'Answered by a fallback model', samples: 1 },
    ]);
  });

  it('shows old and new answers of a prompt side by side', async () => {
    const evidenceOfAlpha = await getRunPrompt(database.db, runId, target.prompts[0]?.id ?? 0);
    expectExactly(runPromptEvidence, evidenceOfAlpha);
    expect(evidenceOfAlpha).toMatchObject({
      prompt: { key: 'alpha', why: 'A prompt of a test.', messages: [{ role: 'user', content: 'What is alpha?' }] },
      movement: 'changed',
      deltaShare: 1,
    });
    expect(evidenceOfAlpha.baseline.map((sample) => sample.output)).toEqual(['yes', 'yes', 'no']);
    expect(evidenceOfAlpha.current.map((sample) => sample.toolCalls)).toEqual([
      [{ name: 'lookup', argumentsJson: '{"id":1}' }],
      null,
    ]);
  });

  it('leaves unmeasured answers out of the old side and shows them on the new one', async () => {
    const { baseline, current } = await getRunPrompt(database.db, runId, target.prompts[1]?.id ?? 0);
    expect(baseline.map((sample) => sample.output)).toEqual(['yes']);
    expect(current.map((sample) => sample.reason)).toEqual(['timeout', 'fallback']);
  });

  it('says what is missing', async () => {
    const elsewhere = await makeSuiteVersion(database.db);
    const foreign = elsewhere.prompts[0]?.id ?? 0;
    await expect(getRun(database.db, 999_999)).rejects.toMatchObject({ code: 'not_found' });
    await expect(getRunPrompt(database.db, 999_999, foreign)).rejects.toMatchObject({ code: 'not_found' });
    await expect(getRunPrompt(database.db, runId, foreign)).rejects.toMatchObject({
      code: 'not_found',
      message: `There is no prompt ${foreign} in run ${runId}.`,
    });
  });

  it('is readable before anything is stored', async () => {
    const run = await makeRun(database.db, await makeEndpoint(database.db));
    const detail = await getRun(database.db, run.id);
    expectExactly(runDetail, detail);
    expect(detail).toMatchObject({ status: 'queued', baseline: null, served: [], unmeasuredReasons: [], signals: [] });
  });
});

describe('getRunEstimate', () => {
  it('counts calls and cost, also while a run is going', async () => {
    const target = await makeEndpoint(database.db, { inputUsdPerMillion: 1, outputUsdPerMillion: 2 });
    await makeRun(database.db, target);
    const request = startRunBody.parse({ endpointId: target.endpoint.id, purpose: 'baseline' });
    const estimate = await getRunEstimate(database, request);
    expectExactly(runEstimate, estimate);
    expect(estimate.calls).toBe(6);
    expect(estimate.maxCostUsd).toBeGreaterThan(0);
  });

  it('refuses what cannot run', async () => {
    const { endpoint, versionId } = await makeEndpoint(database.db);
    const thin = startRunBody.parse({ endpointId: endpoint.id, purpose: 'baseline', repetitions: 1 });
    await expect(getRunEstimate(database, thin)).rejects.toMatchObject({ code: 'invalid_input' });
    await database.db.suiteVersion.update({ where: { id: versionId }, data: { retiredAt: new Date() } });
    const request = startRunBody.parse({ endpointId: endpoint.id });
    await expect(getRunEstimate(database, request)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('no published version'),
    });
  });
});
