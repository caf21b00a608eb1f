import { describe, expect, it } from 'vitest';
import { runDemoGateway } from '#demo/testing.ts';
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
    expect(await database.db.signal.findMany({ where: { runId: run.id } })).toMatchObject([
      { name: 'hash_delta', fired: false },
    ]);
    expect(await incidents()).toEqual([]);
    expect(await database.db.event.count()).toBe(0);
  });

  it('drifts with the change: verdict, incident, timeline and event in one transaction', async () => {
    await change('now');
    const run = await watch.run(target);
    expect(run).toMatchObject({ status: 'finished', verdict: 'drifted' });
    const [incident, ...others] = await incidents();
    expect(others).toEqual([]);
    expect(incident).toMatchObject({
      channel: 'model',
      ...SEVERITY_RULES.model_drift,
      status: 'open',
      occurrences: 1,
      endpointId: target.endpoint.id,
      openedAt: run.finishedAt,
      runs: [{ runId: run.id }],
      timeline: [{ kind: 'opened', body: run.verdictReason, data: { runId: run.id } }],
    });
    expect(await database.db.event.findMany()).toMatchObject([
      {
        type: 'ModelDriftDetected',
        runId: run.id,
        incidentId: incident?.id,
        payload: { severity: 'P2', reason: run.verdictReason },
      },
    ]);
    const transactions = await database.db.$queryRaw`
      SELECT DISTINCT xmin::text FROM (
        SELECT xmin FROM run WHERE id = ${run.id} UNION ALL SELECT xmin FROM incident
        UNION ALL SELECT xmin FROM incident_event UNION ALL SELECT xmin FROM event
        UNION ALL SELECT xmin FROM signal WHERE run_id = ${run.id}
        UNION ALL SELECT xmin FROM prompt_comparison WHERE run_id = ${run.id}
      ) AS written`;
    expect(transactions).toHaveLength(1);
  });

  it('adds the next drifted night to the open incident', async () => {
    const run = await watch.run(target);
    const [incident, ...others] = await incidents();
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ occurrences: 2, lastSeenAt: run.finishedAt });
    expect(incident?.timeline.map(({ kind }) => kind)).toEqual(['opened', 'seen_again']);
    expect(incident?.runs).toHaveLength(2);
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
    expect(second).toMatchObject({ status: 'open', occurrences: 1, runs: [{ runId: run.id }] });
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
    const [signal] = await database.db.signal.findMany({ where: { runId: run.id } });
    expect(signal?.value, 'most answers differ, as they do in the baseline').toBeGreaterThan(0.5);
  }
});

it('only calibrates without a baseline', async () => {
  const target = await watch.endpoint(gateway.url());
  expect(await watch.run(target)).toMatchObject({ status: 'finished', verdict: 'calibrating', baselineId: null });
});
