import { describe, expect, it } from 'vitest';
import { runDemoGateway } from '#demo/testing.ts';
import { SIGNAL_NAMES } from '#lib/channels/model/types.ts';
import { resolveIncident } from '#lib/incidents/resolve.ts';
import { SEVERITY_RULES } from '#lib/policy/severity.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { type MadeEndpoint, makeUser, testContext } from '#lib/testing/factories.ts';
import { watchOn } from '#lib/testing/watch.ts';
import { runTestWorker } from './testing.ts';

const database = testDatabase();
const watch = watchOn(database);
const gateway = runDemoGateway();
runTestWorker(database);

const incidents = () =>
  database.db.incident.findMany({
    orderBy: { id: 'asc' },
    include: { timeline: { orderBy: { id: 'asc' } }, runs: true },
  });

const change = (at: 'now' | null) => gateway.call('POST', '/demo/models/demo-shifting/change', { at });

describe('a model that changes', () => {
  let target: MadeEndpoint;

  it('captures a baseline of three repetitions', async () => {
    target = await watch.endpoint(gateway.url(), { model: 'demo-shifting' });
    const run = await watch.run(target, { purpose: 'baseline', reason: 'First one' });
    expect(run).toMatchObject({ status: 'finished', verdict: 'calibrating', storedSamples: 60, measuredSamples: 60 });
    expect(await database.db.baseline.findMany()).toMatchObject([
      { state: 'ready', reason: 'First one', readyAt: run.finishedAt, endedAt: null },
    ]);
  });

  it('is stable while nothing changes', async () => {
    const run = await watch.run(target);
    expect(run).toMatchObject({ status: 'finished', verdict: 'stable', storedSamples: 20 });
    const signals = await database.db.signal.findMany({ where: { runId: run.id } });
    expect(signals.filter(({ fired }) => fired)).toEqual([]);
    expect(signals.map(({ name }) => name).sort()).toEqual([...SIGNAL_NAMES].sort());
    expect(await database.db.sequentialStep.findMany()).toMatchObject([{ runId: run.id, alarm: false }]);
    expect(await incidents()).toEqual([]);
    expect(await database.db.event.count()).toBe(0);
  });

  it('drifts with the change, is asked again, and opens its incident with the confirmation', async () => {
    await change('now');
    const run = await watch.run(target);
    expect(run).toMatchObject({ status: 'finished', verdict: 'drifted' });
    const confirmation = await database.db.run.findUniqueOrThrow({ where: { parentRunId: run.id } });
    expect(confirmation).toMatchObject({
      purpose: 'confirmation',
      status: 'finished',
      verdict: 'drifted',
      storedSamples: 40,
      baselineId: run.baselineId,
    });
    const step = await database.db.sequentialStep.findUniqueOrThrow({ where: { runId: run.id } });
    expect(step).toMatchObject({ confirmationRunId: confirmation.id, pNight: run.pValue });
    const [incident, ...others] = await incidents();
    expect(others).toEqual([]);
    expect(incident).toMatchObject({
      channel: 'model',
      ...SEVERITY_RULES.model_drift,
      status: 'open',
      occurrences: 1,
      endpointId: target.endpoint.id,
      openedAt: confirmation.finishedAt,
      runs: [{ runId: run.id }, { runId: confirmation.id }],
      timeline: [{ kind: 'opened', body: `${run.verdictReason} ${step.reason}` }],
    });
    expect(await database.db.event.findMany()).toMatchObject([
      {
        type: 'ModelDriftDetected',
        runId: run.id,
        incidentId: incident?.id,
        payload: { severity: 'P2', confirmationRunId: confirmation.id, pValue: step.pValue },
      },
    ]);
  });

  it('adds the next drifted night to the open incident', async () => {
    const run = await watch.run(target);
    const [incident, ...others] = await incidents();
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ occurrences: 2 });
    expect(incident?.timeline.map(({ kind }) => kind)).toEqual(['opened', 'seen_again']);
    expect(incident?.runs, 'two checks and their confirmations').toHaveLength(4);
    expect(await database.db.event.findMany({ where: { runId: run.id } })).toMatchObject([
      { type: 'ModelDriftSeenAgain', incidentId: incident?.id },
    ]);
  });

  it('notes a stable night on the open incident and leaves it open', async () => {
    await change(null);
    const run = await watch.run(target);
    expect(run.verdict).toBe('stable');
    const [incident] = await incidents();
    expect(incident).toMatchObject({ status: 'open', occurrences: 2 });
    expect(incident?.timeline.at(-1)).toMatchObject({ kind: 'not_seen', body: run.verdictReason });
  });

  it('opens a new incident when the drift comes back after the first was resolved', async () => {
    const [first] = await incidents();
    const actor = { kind: 'user', userId: (await makeUser(database.db)).id } as const;
    const ctx = testContext(database.db, actor, new Date());
    await resolveIncident(ctx, first?.id ?? 0, { resolution: 'fixed', note: 'Went back to the old model.' });
    await change('now');
    const run = await watch.run(target);
    const [again, second, ...others] = await incidents();
    expect(others).toEqual([]);
    expect(again).toMatchObject({ id: first?.id, status: 'resolved', occurrences: 2 });
    expect(second).toMatchObject({ status: 'open', occurrences: 1 });
    expect(second?.runs[0]).toMatchObject({ runId: run.id });
  });

  it('compares with a newly captured baseline, which supersedes the old one', async () => {
    const capture = await watch.run(target, { purpose: 'baseline' });
    const [old, current] = await database.db.baseline.findMany({ orderBy: { id: 'asc' } });
    expect(old).toMatchObject({ state: 'superseded', endedAt: capture.finishedAt });
    expect(current).toMatchObject({ state: 'ready', endedAt: null });
    expect(await watch.run(target)).toMatchObject({ verdict: 'stable', baselineId: current?.id });
  });
});

it('leaves a noisy model that never changes in peace', async () => {
  const target = await watch.endpoint(gateway.url(), { model: 'demo-noisy' });
  await watch.run(target, { purpose: 'baseline' });
  for (let night = 0; night < 5; night++) {
    const run = await watch.run(target);
    expect(run.verdict).toBe('stable');
    const delta = await database.db.signal.findFirst({ where: { runId: run.id, name: 'hash_delta' } });
    expect(delta?.value, 'most answers differ, as they do in the baseline').toBeGreaterThan(0.5);
  }
});

it('only calibrates without a baseline', async () => {
  const target = await watch.endpoint(gateway.url());
  expect(await watch.run(target)).toMatchObject({ status: 'finished', verdict: 'calibrating', baselineId: null });
});
