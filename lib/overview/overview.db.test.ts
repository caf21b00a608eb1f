import { beforeAll, describe, expect, it } from 'vitest';
import { navCounts, overview } from '#lib/contract/overview.ts';
import { makeCandidate } from '#lib/testing/candidate-factories.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { countQueries } from '#lib/testing/count-queries.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeCluster, makeDriftObject, makeFlagSource, makeOccurrence } from '#lib/testing/drift-factories.ts';
import {
  type MadeEndpoint,
  makeBaseline,
  makeEndpoint,
  makeGateway,
  makeIncident,
  makeRun,
  TEST_NOW,
} from '#lib/testing/factories.ts';
import { makeGoldenRun, makeRepository } from '#lib/testing/golden-factories.ts';
import { getNavCounts } from './nav-counts.ts';
import { getOverview } from './overview.ts';

const LAST_NIGHT = new Date('2026-05-10T02:05:00.000Z');
const now = () => TEST_NOW;

async function withBaseline(db: ReturnType<typeof testDatabase>['db'], name: string) {
  const { id: gatewayId } = await makeGateway(db, { isDemo: true });
  const target = await makeEndpoint(db, { name, gatewayId });
  const at = new Date('2026-05-01T10:00:00Z');
  const capture = await makeRun(db, target, { purpose: 'baseline', repetitions: 3, verdict: 'calibrating', at });
  return { target, baselineId: (await makeBaseline(db, target, capture)).id };
}

describe('an empty installation', () => {
  const database = testDatabase();

  it('watches nothing and says so', async () => {
    const answer = await getOverview({ db: database.db, now });
    expectExactly(overview, answer);
    expect(answer.channels.map((card) => [card.channel, card.state])).toEqual([
      ['model', 'not_watched'],
      ['prompt', 'not_watched'],
      ['code', 'not_watched'],
      ['config', 'not_watched'],
    ]);
    expect(answer).toMatchObject({
      openBySeverity: { P0: 0, P1: 0, P2: 0, P3: 0 },
      incidents: [],
      recentRuns: [],
      notMeasured: [],
      nightly: [],
      worker: { alive: false, lastSeenAt: null },
    });
    expect(await getNavCounts(database.db)).toEqual({
      activeIncidents: 0,
      activeRuns: 0,
      pendingCandidates: 0,
      driftingCode: 0,
      driftingConfig: 0,
      demoEndpoints: 0,
      demoClusters: 0,
    });
  });
});

describe('an installation at work', () => {
  const database = testDatabase();
  let drifting: MadeEndpoint;
  let driftRunId: number;

  beforeAll(async () => {
    const { db } = database;
    const first = await withBaseline(db, 'a-drifting');
    drifting = first.target;
    const judged = { baselineId: first.baselineId };
    await makeRun(db, drifting, { ...judged, verdict: 'stable', at: new Date('2026-04-01T02:05:00Z') });
    await makeRun(db, drifting, { ...judged, verdict: 'stable', at: new Date('2026-05-09T02:05:00Z') });
    driftRunId = (await makeRun(db, drifting, { ...judged, verdict: 'drifted', at: LAST_NIGHT })).id;
    await makeIncident(db, { endpointId: drifting.endpoint.id, runIds: [driftRunId], openedAt: LAST_NIGHT });
    await makeRun(db, drifting, { status: 'sampling' });

    const second = await withBaseline(db, 'b-stable');
    await makeRun(db, second.target, { baselineId: second.baselineId, verdict: 'stable', at: LAST_NIGHT });
    const third = await withBaseline(db, 'c-stale');
    const longAgo = new Date('2026-05-07T12:00:00Z');
    await makeRun(db, third.target, { baselineId: third.baselineId, verdict: 'stable', at: longAgo });
    await makeEndpoint(db, { name: 'd-new' });
    await makeEndpoint(db, { name: 'e-paused', status: 'paused' });
    await makeIncident(db, { severity: 'P0', channel: 'code' });
    await makeIncident(db, { severity: 'P0', status: 'resolved', resolution: 'fixed', resolvedAt: TEST_NOW });
  });

  it('sums up the model channel and names what is not known', async () => {
    const answer = await getOverview({ db: database.db, now });
    expectExactly(overview, answer);
    expect(answer.channels[0]).toEqual({
      channel: 'model',
      state: 'drifted',
      summary: 'Drifted: a-drifting. Not measured: c-stale. Calibrating: d-new. Stable: b-stable.',
      since: LAST_NIGHT.toISOString(),
      lastMeasuredAt: LAST_NIGHT.toISOString(),
      nextRunAt: '2026-05-11T02:00:00.000Z',
    });
    expect(answer.notMeasured.map((row) => [row.name, row.reason])).toEqual([
      ['c-stale', 'The last check finished 3\u00a0d ago.'],
      ['d-new', 'It has no baseline yet.'],
    ]);
    expect(answer.openBySeverity).toEqual({ P0: 1, P1: 0, P2: 1, P3: 0 });
    expect(answer.incidents.map((incident) => incident.severity)).toEqual(['P0', 'P2']);
  });

  it('draws the last 30 days of every active endpoint, and the latest runs of all', async () => {
    const { nightly, recentRuns } = await getOverview({ db: database.db, now });
    expect(nightly.map((series) => [series.name, series.isDemo, series.nights.length])).toEqual([
      ['a-drifting', true, 2],
      ['b-stable', true, 1],
      ['c-stale', true, 1],
      ['d-new', false, 0],
    ]);
    expect(nightly[0]?.nights.at(-1)).toMatchObject({ runId: driftRunId, verdict: 'drifted' });
    expect(recentRuns[0]).toMatchObject({ status: 'sampling', endpoint: { name: 'a-drifting', isDemo: true } });
  });

  it('names golden suites that could not be read', async () => {
    const syncError = 'The server cannot be reached.';
    const { id, name } = await makeRepository(database.db, { syncError });
    const answer = await getOverview({ db: database.db, now });
    expectExactly(overview, answer);
    expect(answer.channels[1]).toMatchObject({ channel: 'prompt', state: 'unmeasured' });
    const reason = `Its suite could not be read: ${syncError}`;
    expect(answer.notMeasured.at(-1)).toEqual({ channel: 'prompt', endpointId: null, name, reason });
    await database.db.gitRepository.delete({ where: { id } });
  });

  it('remembers when agents were last measured through a night that could not', async () => {
    const repository = await makeRepository(database.db);
    const content = { agents: [{ name: 'support', models: ['small'] }], tasks: [] };
    const kept = { commitSha: 'c'.repeat(40), readAt: TEST_NOW, content };
    await database.db.goldenSuite.create({ data: { repositoryId: repository.id, ...kept } });
    const run = { agent: 'support', model: 'small', branch: repository.branch };
    await makeGoldenRun(database.db, repository, { ...run, verdict: 'pass', at: LAST_NIGHT });
    await makeGoldenRun(database.db, repository, { ...run, verdict: 'unmeasured', at: TEST_NOW });
    const [, prompt] = (await getOverview({ db: database.db, now })).channels;
    expect(prompt).toMatchObject({ state: 'unmeasured', lastMeasuredAt: LAST_NIGHT.toISOString() });
    const refused = { status: 'failed', reason: 'It was not started: no task.', finishedAt: TEST_NOW } as const;
    await makeGoldenRun(database.db, repository, { ...run, ...refused });
    const { notMeasured } = await getOverview({ db: database.db, now });
    expect(notMeasured.at(-1)).toMatchObject({
      name: 'support with small',
      reason: 'Its last golden run failed. It was not started: no task.',
    });
    await database.db.goldenRun.deleteMany();
    await database.db.gitRepository.delete({ where: { id: repository.id } });
  });

  it('counts for the navigation', async () => {
    const { id: repositoryId } = await makeRepository(database.db);
    await makeCandidate(database.db, { repositoryId });
    await makeCandidate(database.db, { repositoryId, state: 'rejected', decidedAt: TEST_NOW });
    const counts = await getNavCounts(database.db);
    expectExactly(navCounts, counts);
    const waiting = { activeIncidents: 2, activeRuns: 1, pendingCandidates: 1 };
    expect(counts).toEqual({ ...waiting, driftingCode: 0, driftingConfig: 0, demoEndpoints: 3, demoClusters: 0 });
  });

  it.each([
    [60_000, true],
    [60_001, false],
  ])('a worker last heard of %i ms ago is alive: %s', async (ageMs, alive) => {
    const heartbeatAt = new Date(TEST_NOW.getTime() - ageMs);
    await database.db.workerProcess.deleteMany();
    await database.db.workerProcess.create({ data: { poolId: 'pool-1', hostname: 'host', pid: 1, heartbeatAt } });
    const { worker } = await getOverview({ db: database.db, now });
    expect(worker).toEqual({ alive, lastSeenAt: heartbeatAt.toISOString() });
  });

  it('asks the same number of questions however many endpoints and runs there are', async () => {
    const before = await countQueries(database.url, (db) => getOverview({ db, now }));
    for (let i = 0; i < 4; i++) {
      const { target, baselineId } = await withBaseline(database.db, `z-${i}`);
      for (let n = 0; n < 3; n++) await makeRun(database.db, target, { baselineId, verdict: 'stable', at: LAST_NIGHT });
    }
    expect(await countQueries(database.url, (db) => getOverview({ db, now }))).toBe(before);
  });
});

describe('clusters and flagds', () => {
  const database = testDatabase();

  it('are drifted, stable or not measured in each channel, and what is unknown is named once', async () => {
    const { db } = database;
    const compared = { verdict: 'drifted', comparedAt: TEST_NOW, checkedAt: TEST_NOW } as const;
    const cluster = await makeCluster(db, { name: 'prod', ...compared });
    await makeCluster(db, { name: 'off', enabled: false });
    await makeCluster(db, { name: 'never', createdAt: TEST_NOW });
    const since = new Date('2026-05-09T08:00:00.000Z');
    const object = await makeDriftObject(db, { clusterId: cluster.id, lastSeenAt: TEST_NOW });
    await makeOccurrence(db, object.id, { firstSeenAt: since });
    await makeDriftObject(db, { clusterId: cluster.id, state: 'ignored', channel: 'config' });
    const longAgo = new Date('2026-05-01T00:00:00.000Z');
    await makeFlagSource(db, { name: 'flags', verdict: 'stable', comparedAt: longAgo });
    const answer = await getOverview({ db, now });
    expectExactly(overview, answer);
    expect(answer.channels.slice(2)).toMatchObject([
      { state: 'drifted', summary: 'Drifted: prod. Not measured: never.', since: since.toISOString() },
      { state: 'unmeasured', summary: 'Not measured: never, flags. Stable: prod.', since: null },
    ]);
    expect(answer.channels[2]?.nextRunAt).toBe(new Date(TEST_NOW.getTime() + 60_000).toISOString());
    expect(answer.notMeasured.map(({ channel, name }) => [channel, name])).toEqual([
      ['code', 'never'],
      ['config', 'flags'],
    ]);
    expect(await getNavCounts(db)).toMatchObject({ driftingCode: 1, driftingConfig: 0 });
  });
});
