import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_KEY } from '#demo/gateway.ts';
import { runDemoGateway } from '#demo/testing.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { judgeId } from '#lib/channels/model/judge/instructions.ts';
import { sealGatewayKey } from '#lib/gateways/credentials.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import { MAX_SAMPLE_ATTEMPTS } from '#lib/policy/thresholds.ts';
import { cancelRun } from '#lib/runs/cancel-run.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { type MadeEndpoint, makeGateway, testContext } from '#lib/testing/factories.ts';
import { watchOn } from '#lib/testing/watch.ts';
import { runTestWorker } from './testing.ts';

const PROMPTS = 6;

const database = testDatabase();
const watch = watchOn(database);
const gateway = runDemoGateway();
runTestWorker(database);

afterEach(async () => {
  await gateway.call('DELETE', '/demo/faults');
});

const fault = (rule: object) => gateway.call('POST', '/demo/faults', { model: 'demo-judge', ...rule });

interface Log {
  requests: { model: string; calls: number; paid: number }[];
}

async function allJudgeCalls(): Promise<{ calls: number; paid: number }> {
  const { requests } = (await gateway.call('GET', '/demo/requests')).body as Log;
  const judged = requests.filter(({ model }) => model.startsWith('demo-judge'));
  const sum = (field: 'calls' | 'paid') => judged.reduce((total, request) => total + request[field], 0);
  return { calls: sum('calls'), paid: sum('paid') };
}

/** The log itself is never cleared: it numbers the answers of the noisy model, and so makes them differ. */
let before = { calls: 0, paid: 0 };

beforeEach(async () => {
  before = await allJudgeCalls();
});

async function judgeCalls(): Promise<{ calls: number; paid: number }> {
  const { calls, paid } = await allJudgeCalls();
  return { calls: calls - before.calls, paid: paid - before.paid };
}

/** An endpoint with a baseline and, from then on, a judge; its answers are worded anew each time. */
async function judged(judgeModel = 'demo-judge', over: object = {}): Promise<MadeEndpoint> {
  const target = await watch.endpoint(gateway.url(), { prompts: PROMPTS, model: 'demo-noisy' });
  await watch.run(target, { purpose: 'baseline' });
  const { id } = await makeGateway(database.db, { baseUrl: `${gateway.url()}/v1` });
  await database.db.gateway.update({ where: { id }, data: { encryptedKey: sealGatewayKey(id, DEMO_KEY) } });
  const prices = { judgeInputUsdPerMillion: 3, judgeOutputUsdPerMillion: 15 };
  await database.db.endpoint.update({
    where: { id: target.endpoint.id },
    data: { judgeGatewayId: id, judgeModel, ...prices, ...over },
  });
  return target;
}

const judgementsOf = (target: MadeEndpoint) =>
  database.db.judgement.findMany({
    where: { run: { endpointId: target.endpoint.id } },
    orderBy: [{ runId: 'asc' }, { promptId: 'asc' }, { kind: 'asc' }, { swapped: 'asc' }],
  });

const judgeSignal = (runId: number) =>
  database.db.signal.findUniqueOrThrow({ where: { runId_name: { runId, name: 'judge' } } });

describe('a run with a judge', () => {
  it('is judged in both orders, against the baseline and the baseline against itself, and its cost is counted', async () => {
    const target = await judged();
    const run = await watch.run(target);
    expect(run).toMatchObject({ status: 'finished', verdict: 'stable' });
    const judgements = await judgementsOf(target);
    expect(judgements.length).toBeGreaterThan(0);
    expect(judgements).toEqual(
      judgements.map(() => expect.objectContaining({ outcome: 'measured', judgeId: judgeId('demo-judge') })),
    );
    expect(judgements.filter(({ swapped }) => swapped)).toHaveLength(judgements.length / 2);
    expect(new Set(judgements.map(({ kind }) => kind))).toEqual(new Set(['current', 'baseline']));
    expect(await judgeCalls()).toEqual({ calls: judgements.length, paid: judgements.length });
    const total = judgements.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
    expect(run.judgeCostUsd).toBeCloseTo(total, 12);
    expect(run.judgeCostUsd).toBeGreaterThan(0);
    expect(await judgeSignal(run.id)).toMatchObject({ value: expect.any(Number), noise: expect.any(Number) });
    const baseline = await database.db.baseline.findFirstOrThrow({ where: { endpointId: target.endpoint.id } });
    expect(baseline.judgeId).toBe(judgeId('demo-judge'));
  });

  it('reuses what was said of the baseline on the next night', async () => {
    const target = await judged();
    await watch.run(target);
    const ofBaseline = (await judgementsOf(target)).filter(({ kind }) => kind === 'baseline');
    const second = await watch.run(target);
    const judgements = await judgementsOf(target);
    expect(judgements.filter(({ kind }) => kind === 'baseline')).toEqual(ofBaseline);
    const ofSecond = judgements.filter(({ runId }) => runId === second.id);
    expect(ofSecond.length).toBeGreaterThan(0);
    expect(await judgeCalls()).toMatchObject({ paid: judgements.length });
  });

  it('costs nothing where answers are equal, nor for a capture', async () => {
    const target = await watch.endpoint(gateway.url(), { prompts: PROMPTS });
    const { gatewayId, id } = target.endpoint;
    await gateway.call('POST', '/demo/models/demo-steady/settings', { noise: 0 });
    await database.db.endpoint.update({ where: { id }, data: { judgeGatewayId: gatewayId, judgeModel: 'demo-judge' } });
    await watch.run(target, { purpose: 'baseline' });
    const run = await watch.run(target);
    expect(run).toMatchObject({ verdict: 'stable', judgeCostUsd: null });
    expect(await judgeCalls()).toEqual({ calls: 0, paid: 0 });
    expect(await judgeSignal(run.id)).toMatchObject({ value: 0, noise: 0 });
  });
});

describe('a judge that fails never holds up the verdict', () => {
  it.each([
    ['demo-judge-refuses', 'judge_refused'],
    ['demo-judge-prose', 'judge_prose'],
    ['demo-judge-rambles', 'judge_rambled'],
    ['demo-judge-breaks', 'judge_broken_json'],
    ['demo-judge-contradicts', 'judge_contradicts'],
    ['demo-judge:empty', 'empty'],
    ['demo-judge:truncated', 'truncated'],
    ['demo-judge:fallback', 'fallback'],
    ['demo-judge:unauthorised', 'unauthorised'],
    ['no-such-judge', 'model_not_found'],
  ])('%s: every opinion is unmeasured as %s, and so is the signal', async (model, reason) => {
    const target = await judged(model);
    const run = await watch.run(target);
    expect(run).toMatchObject({ status: 'finished', verdict: 'stable' });
    const judgements = await judgementsOf(target);
    expect(judgements.length).toBeGreaterThan(0);
    expect(judgements).toEqual(
      judgements.map(() => expect.objectContaining({ outcome: 'unmeasured', reason, verdict: null })),
    );
    const signal = await judgeSignal(run.id);
    expect(signal).toMatchObject({ fired: false });
    expect(JSON.stringify(signal.detail)).toContain('The judge gave no usable verdict');
  });

  it('a judge that always prefers the first place tells nothing apart', async () => {
    const run = await watch.run(await judged('demo-judge-biased'));
    expect(run.verdict).toBe('stable');
    expect(await judgeSignal(run.id)).toMatchObject({ value: 0, noise: 0 });
  });

  it('a judge that is refused the key is not asked about every pair', async () => {
    const target = await judged();
    await fault({ kind: 'unauthorised' });
    await watch.run(target);
    expect((await judgeCalls()).calls).toBeLessThan((await judgementsOf(target)).length);
  });

  it('passing faults are tried again, and what was answered is not', async () => {
    const target = await judged();
    await fault({ kind: 'server_error', count: 2 });
    await fault({ kind: 'rate_limit', retryAfterSeconds: 0.1, count: 2 });
    const run = await watch.run(target);
    const judgements = await judgementsOf(target);
    expect(judgements.every(({ outcome }) => outcome === 'measured')).toBe(true);
    expect(await judgeCalls()).toEqual({ calls: judgements.length + 4, paid: judgements.length });
    expect(run.status).toBe('finished');
  });

  it('a fault that does not pass is unmeasured after the last attempt', async () => {
    const target = await judged();
    await fault({ kind: 'server_error' });
    await watch.run(target);
    const judgements = await judgementsOf(target);
    expect(judgements).toEqual(judgements.map(() => expect.objectContaining({ reason: 'server_error' })));
    expect(await judgeCalls()).toEqual({ calls: MAX_SAMPLE_ATTEMPTS * judgements.length, paid: 0 });
  });

  it('an unmeasured opinion on the baseline is asked for again the next night', async () => {
    const target = await judged();
    await fault({ kind: 'empty' });
    await watch.run(target);
    await gateway.call('DELETE', '/demo/faults');
    await watch.run(target);
    const ofBaseline = (await judgementsOf(target)).filter(({ kind }) => kind === 'baseline');
    expect(ofBaseline.every(({ outcome }) => outcome === 'measured')).toBe(true);
  });

  it('keeps to the budget of the run', async () => {
    const target = await judged('demo-judge', {
      inputUsdPerMillion: 0.15,
      outputUsdPerMillion: 0.6,
      runBudgetUsd: 0.1,
    });
    const run = await watch.run(target);
    expect(run.status).toBe('finished');
    const judgements = await judgementsOf(target);
    expect(judgements.some(({ reason }) => reason === 'over_budget')).toBe(true);
    expect(run.budgetSpentUsd).toBeLessThanOrEqual(0.1);
  });
});

it('a judge that is not done in time leaves its signal unmeasured, and the run ends', async () => {
  const target = await judged();
  await fault({ kind: 'slow', delayMs: 60_000 });
  const runId = await watch.start(target);
  await expect.poll(judgeCalls).toMatchObject({ calls: 4 });
  await database.db.$executeRaw`
    UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key = ${jobKeys.evaluate(runId)}`;
  expect(await watch.ended(runId)).toMatchObject({ status: 'finished', verdict: 'stable' });
  expect(JSON.stringify((await judgeSignal(runId)).detail)).toContain('the judge was not asked in time');
});

it('a judge model that replaces another ends the baseline: the old opinions are not mixed with new ones', async () => {
  const target = await judged();
  await watch.run(target);
  await database.db.endpoint.update({ where: { id: target.endpoint.id }, data: { judgeModel: 'demo-judge-biased' } });
  const asked = await judgeCalls();
  const run = await watch.run(target);
  expect(run.verdict).toBe('calibrating');
  expect(await judgeCalls()).toEqual(asked);
});

it('cancelling ends the judging within seconds and pays for nothing more', async () => {
  const target = await judged();
  await fault({ kind: 'slow', delayMs: 60_000 });
  const runId = await watch.start(target);
  await expect.poll(judgeCalls).toMatchObject({ calls: 4 });
  await cancelRun(testContext(database.db, SYSTEM_ACTOR, new Date()), runId);
  expect(await watch.ended(runId)).toMatchObject({ status: 'cancelled', verdict: null, judgeCostUsd: null });
  const jobs = () => database.db.$queryRaw`SELECT id FROM graphile_worker.jobs WHERE key LIKE ${`run:${runId}:%`}`;
  await expect.poll(jobs, { timeout: 3_000 }).toEqual([]);
  expect((await judgeCalls()).calls).toBe(4);
});
