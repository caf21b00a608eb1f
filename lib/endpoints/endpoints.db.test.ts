import { beforeAll, describe, expect, it } from 'vitest';
import { endpointDetail, endpointView } from '#lib/contract/endpoints.ts';
import type { Context } from '#lib/platform/context.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import {
  type MadeEndpoint,
  makeBaseline,
  makeEndpoint,
  makeGateway,
  makeIncident,
  makeRun,
  makeSuiteVersion,
  makeUser,
  testContext,
} from '#lib/testing/factories.ts';
import { readAllPages } from '#lib/testing/pages.ts';
import { createEndpoint } from './create.ts';
import { getEndpoint } from './queries/detail.ts';
import { listEndpoints } from './queries/list.ts';
import { getEndpointView } from './queries/view.ts';
import { updateEndpoint } from './update.ts';

const database = testDatabase();
let ctx: Context;

beforeAll(async () => {
  ctx = testContext(database.db, { kind: 'user', userId: (await makeUser(database.db)).id });
});

async function withBaseline(): Promise<{ target: MadeEndpoint; baselineId: number }> {
  const target = await makeEndpoint(database.db);
  const capture = await makeRun(database.db, target, {
    purpose: 'baseline',
    repetitions: 3,
    verdict: 'calibrating',
    at: new Date('2026-05-01T10:00:00Z'),
  });
  const { id } = await makeBaseline(database.db, target, capture, { reason: 'First capture.' });
  return { target, baselineId: id };
}

function auditsOf(endpointId: number) {
  return database.db.auditLog.findMany({
    where: { subjectType: 'endpoint', subjectId: String(endpointId) },
    orderBy: { id: 'asc' },
    select: { action: true, summary: true, changes: true },
  });
}

describe('reading', () => {
  it('shows a new endpoint without a past', async () => {
    const { endpoint } = await makeEndpoint(database.db);
    const view = await getEndpointView(ctx, endpoint.id);
    expectExactly(endpointView, view);
    expect(view).toMatchObject({
      baseline: null,
      lastCheck: null,
      activeRunId: null,
      openIncidentId: null,
      nextRunAt: '2026-05-11T02:00:00.000Z',
      suite: { activeVersion: { number: 1, promptCount: 2 } },
    });
  });

  it('shows baseline, last check, running run and open incident', async () => {
    const { target, baselineId } = await withBaseline();
    const { id: endpointId } = target.endpoint;
    const judged = { verdict: 'drifted', baselineId } as const;
    const older = await makeRun(database.db, target, { ...judged, at: new Date('2026-05-08T02:00:00Z') });
    const latest = await makeRun(database.db, target, { ...judged, at: new Date('2026-05-09T02:00:00Z') });
    const running = await makeRun(database.db, target);
    await makeIncident(database.db, { endpointId, status: 'resolved', resolution: 'fixed', resolvedAt: ctx.now() });
    const incident = await makeIncident(database.db, { endpointId, runIds: [older.id, latest.id] });
    await database.db.signal.create({
      data: {
        runId: latest.id,
        name: 'hash_delta',
        value: 0.6,
        threshold: 0.3,
        noise: 0.1,
        pValue: 0.001,
        fired: true,
      },
    });
    const detail = await getEndpoint(ctx, endpointId);
    expectExactly(endpointDetail, detail);
    expect(detail).toMatchObject({
      baseline: { id: baselineId, state: 'ready', repetitions: { short: 3, behaviour: 3 }, reason: 'First capture.' },
      lastCheck: { id: latest.id, verdict: 'drifted', deltaRate: 0.6, noiseRate: 0.1, incidentId: incident.id },
      activeRunId: running.id,
      openIncidentId: incident.id,
    });
    expect(detail.history.map((night) => [night.runId, night.deltaRate])).toEqual([
      [older.id, null],
      [latest.id, 0.6],
    ]);
    expect(detail.baselines).toHaveLength(1);
  });

  it('takes the newest unretired version as the active one', async () => {
    const { endpoint, suiteId } = await makeEndpoint(database.db);
    const second = await makeSuiteVersion(database.db, { suiteId, number: 2, promptKeys: ['a', 'b', 'c'] });
    const third = await makeSuiteVersion(database.db, { suiteId, number: 3 });
    await database.db.suiteVersion.update({ where: { id: third.versionId }, data: { retiredAt: ctx.now() } });
    expect((await getEndpointView(ctx, endpoint.id)).suite.activeVersion).toMatchObject({
      id: second.versionId,
      promptCount: 3,
    });
  });

  it('prefers the ready baseline to one being captured', async () => {
    const { target, baselineId } = await withBaseline();
    const run = await makeRun(database.db, target, { purpose: 'baseline' });
    await makeBaseline(database.db, target, run, { state: 'capturing', readyAt: null });
    expect((await getEndpointView(ctx, target.endpoint.id)).baseline?.id).toBe(baselineId);
  });

  it('pages by name without repeating or missing one', async () => {
    for (let i = 0; i < 3; i++) await makeEndpoint(database.db);
    const listed = await readAllPages((cursor) => listEndpoints(ctx, { limit: 2, cursor }));
    const all = await database.db.endpoint.findMany({ orderBy: { name: 'asc' }, select: { name: true } });
    expect(listed.map((endpoint) => endpoint.name)).toEqual(all.map((endpoint) => endpoint.name));
  });

  it('says which endpoint is missing', async () => {
    await expect(getEndpoint(ctx, 999_999)).rejects.toMatchObject({
      code: 'not_found',
      message: 'There is no endpoint 999999.',
    });
  });
});

describe('creating', () => {
  it('creates, audits and refuses what does not fit', async () => {
    const { id: gatewayId } = await makeGateway(database.db);
    const { suiteId } = await makeSuiteVersion(database.db);
    const body = {
      name: 'New one',
      gatewayId,
      model: 'model-9',
      suiteId,
      temperature: 0,
      seed: 7,
      requestTimeoutMs: 60_000,
      concurrency: 4,
      inputUsdPerMillion: null,
      outputUsdPerMillion: null,
      plan: 'single' as const,
      runBudgetUsd: null,
      judgeGatewayId: null,
      judgeModel: null,
      judgeInputUsdPerMillion: null,
      judgeOutputUsdPerMillion: null,
    };
    const created = await createEndpoint(ctx, body);
    expectExactly(endpointView, created);
    expect(await auditsOf(created.id)).toMatchObject([{ action: 'endpoint.create' }]);
    await expect(createEndpoint(ctx, body)).rejects.toMatchObject({ code: 'conflict', issues: [{ path: 'name' }] });
    await expect(
      createEndpoint(ctx, { ...body, name: 'Other', gatewayId: 999_999, suiteId: 999_999 }),
    ).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: 'gatewayId' }, { path: 'suiteId' }] });
  });
});

describe('changing', () => {
  it('retires the baseline when answers stop being comparable', async () => {
    const { target, baselineId } = await withBaseline();
    const view = await updateEndpoint(ctx, target.endpoint.id, { model: 'model-2', temperature: 0.5 });
    expect(view).toMatchObject({ model: 'model-2', baseline: null });
    expect(await database.db.baseline.findUniqueOrThrow({ where: { id: baselineId } })).toMatchObject({
      state: 'retired',
      endedAt: ctx.now(),
      reason: 'First capture.',
      endedReason: "The endpoint's model, temperature changed.",
    });
    expect(await auditsOf(target.endpoint.id)).toMatchObject([
      {
        action: 'endpoint.update',
        summary: expect.stringContaining('no longer comparable'),
        changes: { model: { from: 'model-1', to: 'model-2' }, temperature: { from: 0, to: 0.5 } },
      },
    ]);
  });

  it('keeps the baseline for everything else, and writes nothing for nothing', async () => {
    const { target, baselineId } = await withBaseline();
    const { id, model } = target.endpoint;
    expect(await updateEndpoint(ctx, id, { concurrency: 9, model })).toMatchObject({ baseline: { id: baselineId } });
    await updateEndpoint(ctx, id, { concurrency: 9 });
    expect(await auditsOf(id)).toHaveLength(1);
  });

  it('refuses such a change while a run is going, but not a pause', async () => {
    const { target, baselineId } = await withBaseline();
    const { id } = target.endpoint;
    const run = await makeRun(database.db, target);
    await expect(updateEndpoint(ctx, id, { seed: 8, name: 'Renamed' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`Run ${run.id}`),
    });
    expect(await updateEndpoint(ctx, id, { status: 'paused' })).toMatchObject({
      status: 'paused',
      nextRunAt: null,
      name: target.endpoint.name,
      baseline: { id: baselineId },
    });
    await updateEndpoint(ctx, id, { status: 'active' });
    expect((await auditsOf(id)).map((audit) => audit.action)).toEqual(['endpoint.pause', 'endpoint.resume']);
  });

  it('ends a capture whose run is gone as failed', async () => {
    const target = await makeEndpoint(database.db);
    const run = await makeRun(database.db, target, { purpose: 'baseline', status: 'failed', finishedAt: ctx.now() });
    const { id } = await makeBaseline(database.db, target, run, { state: 'capturing', readyAt: null });
    await updateEndpoint(ctx, target.endpoint.id, { seed: null });
    expect(await database.db.baseline.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'failed' });
  });

  it('refuses unknown endpoints, gateways and names that are taken', async () => {
    const { endpoint } = await makeEndpoint(database.db);
    const other = await makeEndpoint(database.db);
    await expect(updateEndpoint(ctx, 999_999, { seed: 1 })).rejects.toMatchObject({ code: 'not_found' });
    await expect(updateEndpoint(ctx, endpoint.id, { gatewayId: 999_999 })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'gatewayId' }],
    });
    await expect(updateEndpoint(ctx, endpoint.id, { name: other.endpoint.name })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});
