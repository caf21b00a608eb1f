import { beforeAll, expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database.ts';
import { makeBaseline, makeEndpoint, makeIncident, makeRun, TEST_NOW } from '#lib/testing/factories.ts';
import { readMetricFacts } from './facts.ts';
import { renderMetrics } from './render.ts';

const database = testDatabase();

const SERIES = /^(tidemark_[a-z_]+)(?:\{((?:[a-z_]+="(?:[^"\\]|\\.)*",?)+)\})? ([0-9.e+-]+|NaN)$/;

/** What a Prometheus server would read: help and type by name, values by series. */
function parse(text: string) {
  const help = new Map<string, string>();
  const types = new Map<string, string>();
  const values = new Map<string, number>();
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (kind === 'HELP') help.set(name, rest);
    else if (kind === 'TYPE') types.set(name, rest);
    else {
      const [, series = '', labels = '', value] = SERIES.exec(line) ?? [];
      expect(series, line).not.toBe('');
      expect(types.has(series), `${series} has a type`).toBe(true);
      const key = labels === '' ? series : `${series}{${labels}}`;
      expect(values.has(key), `${key} stands once`).toBe(false);
      values.set(key, Number(value));
    }
  }
  return { help, types, values };
}

const scrape = async (now = TEST_NOW) => parse((await renderMetrics(await readMetricFacts(database.db, now))).text);

it('names, types and explains every metric, in base units', async () => {
  const { help, types } = await scrape();
  expect([...types.keys()].sort()).toEqual([...help.keys()].sort());
  for (const [name, type] of types) {
    expect(help.get(name)).toMatch(/^[A-Z1p].{10,}\.$/);
    expect(type === 'counter', name).toBe(name.endsWith('_total'));
    expect(name).not.toMatch(/_(ms|minutes|hours|percent)(_|$)/);
  }
});

const ODD_NAME = 'gpt "4"\\mini';

beforeAll(async () => {
  const { db } = database;
  const target = await makeEndpoint(db, { name: ODD_NAME });
  await makeEndpoint(db, { name: 'resting', status: 'paused' });
  await makeEndpoint(db, { name: 'new' });
  const capture = await makeRun(db, target, { verdict: 'calibrating', purpose: 'baseline', repetitions: 3 });
  const baseline = await makeBaseline(db, target, capture);
  const earlier = await makeRun(db, target, { verdict: 'stable', baselineId: baseline.id, pValue: 0.4 });
  const finishedAt = new Date(TEST_NOW.getTime() + 60_000);
  const latest = await makeRun(db, target, {
    ...{ at: finishedAt, verdict: 'drifted', baselineId: baseline.id, pValue: 0.001 },
    ...{ costUsd: 0.5, judgeCostUsd: 0.25, plannedSamples: 4, storedSamples: 4, measuredSamples: 3 },
  });
  await makeRun(db, target, { status: 'cancelled', finishedAt });
  const fired = { value: 0.6, threshold: 0.3, noise: 0.1, pValue: 0.001, pAdjusted: 0.001, fired: true };
  const quiet = { value: null, threshold: 0.2, noise: null, pValue: null, pAdjusted: null, fired: false };
  await db.signal.createMany({
    data: [
      { runId: latest.id, name: 'hash_delta', ...fired },
      { runId: latest.id, name: 'judge', ...quiet },
    ],
  });
  for (const [run, cusum] of [
    [earlier, 1.5],
    [latest, 40],
  ] as const) {
    const step = { pNight: 0.5, pValue: 0.5, eValue: 1, alarm: false, at: finishedAt };
    await db.sequentialStep.create({ data: { runId: run.id, baselineId: baseline.id, ...step, cusum } });
  }
  const ways = [
    { way: 'nights', trials: 0, alarms: 0, unmeasured: 'One night.' },
    { way: 'splits', trials: 200, alarms: 2, unmeasured: null },
  ];
  const counts = { trials: 200, alarms: 2, low: 0.0027, high: 0.0357 };
  const owner = { endpointId: target.endpoint.id, baselineId: baseline.id };
  await db.selfCheck.create({
    data: { ...owner, ...counts, at: finishedAt, detail: { seed: 1, ways, unmeasured: null } },
  });
  await makeIncident(db, { runIds: [latest.id] });
  await makeIncident(db, { status: 'resolved', resolution: 'fixed', resolvedAt: finishedAt });
  const beat = { hostname: 'h', pid: 1 };
  await db.workerProcess.createMany({
    data: [
      { poolId: 'alive', ...beat, heartbeatAt: TEST_NOW },
      { poolId: 'silent', ...beat, heartbeatAt: new Date(TEST_NOW.getTime() - 3_600_000) },
    ],
  });
  await db.$executeRaw`SELECT graphile_worker.add_job('canary.start', '{"runId": 1}'::json)`;
  await db.$executeRaw`SELECT graphile_worker.add_job('canary.start', '{"runId": 1}'::json, run_at => now() + interval '1 hour')`;
});

it('tells where each endpoint stands', async () => {
  const { values } = await scrape();
  const own = (name: string, labels = '') => values.get(`tidemark_${name}{endpoint="gpt \\"4\\"\\\\mini"${labels}}`);
  expect(own('last_check_timestamp_seconds')).toBe(TEST_NOW.getTime() / 1000 + 60);
  expect(own('last_check_verdict', ',verdict="drifted"')).toBe(1);
  expect(own('last_check_verdict', ',verdict="stable"')).toBe(0);
  expect(own('last_check_p_value')).toBe(0.001);
  expect(own('signal_value', ',signal="hash_delta"')).toBe(0.6);
  expect(own('signal_fired', ',signal="hash_delta"')).toBe(1);
  expect(own('signal_value', ',signal="judge"')).toBeUndefined();
  expect(own('signal_fired', ',signal="judge"')).toBe(0);
  expect(own('cusum')).toBe(40);
  expect(own('self_check_false_alarm_ratio', ',way="splits"')).toBe(0.01);
  expect(own('self_check_false_alarm_low_ratio', ',way="splits"')).toBeCloseTo(0.0027, 4);
  expect(own('self_check_false_alarm_high_ratio', ',way="splits"')).toBeCloseTo(0.0357, 4);
  expect(own('self_check_trials', ',way="nights"')).toBe(0);
  expect(own('self_check_false_alarm_ratio', ',way="nights"')).toBeUndefined();
});

it('counts what the runs came to', async () => {
  const { values } = await scrape();
  const own = (name: string, labels = '') => values.get(`tidemark_${name}{endpoint="gpt \\"4\\"\\\\mini"${labels}}`);
  expect(own('runs_total', ',verdict="drifted"')).toBe(1);
  expect(own('runs_total', ',verdict="cancelled"')).toBe(1);
  expect(own('runs_total', ',verdict="unmeasured"')).toBe(0);
  expect(own('samples_total', ',outcome="unmeasured"')).toBe(1);
  expect(own('gateway_cost_usd_total')).toBe(0.5);
  expect(own('judge_cost_usd_total')).toBe(0.25);
  expect(values.get('tidemark_runs_total{endpoint="resting",verdict="stable"}')).toBe(0);
});

it('is silent of verdicts that are not there: a paused endpoint does not go stale, a new one has none', async () => {
  const { values } = await scrape();
  const verdicts = [...values.keys()].filter((series) => /tidemark_last_check|tidemark_cusum\{/.test(series));
  expect(verdicts.filter((series) => /"resting"|"new"/.test(series))).toEqual([]);
});

it('tells of incidents, jobs and workers', async () => {
  const { values } = await scrape();
  expect(Object.fromEntries(values)).toMatchObject({
    'tidemark_incidents_unresolved{severity="P2"}': 1,
    'tidemark_incidents_unresolved{severity="P0"}': 0,
    'tidemark_jobs{state="due"}': 1,
    'tidemark_jobs{state="waiting"}': 1,
    'tidemark_jobs{state="running"}': 0,
    tidemark_workers_alive: 1,
  });
});
