import { beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { page } from '#lib/contract/common.ts';
import {
  driftByDayQuery,
  driftByDay as driftByDayView,
  driftObjectDetail,
  driftObjectListQuery,
  driftObjectSummary,
} from '#lib/contract/drift/objects.ts';
import type { Context } from '#lib/platform/context.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import {
  makeCluster,
  makeDriftObject,
  makeFinding,
  makeFlagSource,
  makeGitSource,
  makeIgnoreRule,
  makeOccurrence,
} from '#lib/testing/drift-factories.ts';
import { minutesLater } from '#lib/testing/drift-sightings.ts';
import { makeIncident, makeUser, TEST_NOW, testContext } from '#lib/testing/factories.ts';
import { readAllPages } from '#lib/testing/pages.ts';
import { driftByDay } from './by-day.ts';
import { getDriftObject } from './detail.ts';
import { listDriftObjects } from './list.ts';

const database = testDatabase();
const DAY_MINUTES = 24 * 60;
let ctx: Context;
let clusterId: number;
let flagSourceId: number;
let ruleId: number;
let webId: number;

beforeAll(async () => {
  const { db } = database;
  ctx = testContext(db, SYSTEM_ACTOR, minutesLater(60));
  const github = { forge: 'github', forgeProject: 'acme/platform' } as const;
  const git = await makeGitSource(db, github);
  ({ id: clusterId } = await makeCluster(db, { name: 'prod-eu', sources: { create: { sourceId: git.id } } }));
  ({ id: flagSourceId } = await makeFlagSource(db, { name: 'flagd-eu', sourceId: git.id }));
  ({ id: ruleId } = await makeIgnoreRule(db, { ownerId: (await makeUser(db)).id }));
  const p0 = await makeIncident(db, { channel: 'code', clusterId, severity: 'P0' });
  const p1 = await makeIncident(db, { channel: 'code', clusterId, severity: 'P1' });

  const web = await makeDriftObject(db, { clusterId, name: 'web', lastSeenAt: minutesLater(30) });
  webId = web.id;
  for (const days of [10, 2, 0.5]) {
    const at = minutesLater(-days * DAY_MINUTES);
    await makeOccurrence(db, webId, { firstSeenAt: at, lastSeenAt: at, correctedAt: at });
  }
  await makeOccurrence(db, webId);
  const api = await makeDriftObject(db, { clusterId, name: 'api', lastSeenAt: minutesLater(40) });
  await makeOccurrence(db, api.id);
  const reader = { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', namespace: '', name: 'reader' };
  const role = await makeDriftObject(db, { clusterId, ...reader });
  await makeOccurrence(db, role.id, { severity: 'P0', incidentId: p0.id });
  const pay = await makeDriftObject(db, {
    clusterId,
    namespace: 'payments',
    kind: 'ConfigMap',
    group: '',
    channel: 'config',
    name: '100%',
  });
  await makeOccurrence(db, pay.id, { severity: 'P1', incidentId: p1.id });
  const hidden = await makeDriftObject(db, {
    clusterId,
    name: 'hidden',
    state: 'ignored',
    findings: [makeFinding({ ignoredBy: ruleId })],
  });
  expect(hidden.state).toBe('ignored');
  const was = await makeDriftObject(db, { clusterId, name: 'was', state: 'clean' });
  await makeOccurrence(db, was.id, { correctedAt: TEST_NOW });
  const flag = { group: 'flagd', kind: 'Flag', namespace: '', name: 'new-checkout', channel: 'config' } as const;
  await makeOccurrence(db, (await makeDriftObject(db, { flagSourceId, ...flag })).id);
});

const query = (over: object = {}) => driftObjectListQuery.parse(over);
const names = async (over: object = {}) => (await listDriftObjects(ctx, query(over))).items.map(({ name }) => name);

describe('listDriftObjects', () => {
  it('shows what drifts, the most severe first, then the last seen', async () => {
    const list = await listDriftObjects(ctx, query());
    expectExactly(page(driftObjectSummary), list);
    expect(list.items.map(({ name }) => name)).toEqual(['reader', '100%', 'api', 'web', 'new-checkout']);
    expect(list.items[3]).toMatchObject({
      owner: { kind: 'cluster', name: 'prod-eu' },
      findings: { modified: 1 },
      managers: ['kubectl-edit'],
      severity: null,
      recent: 2,
      occurrences: 4,
    });
    expect(list.items[4]).toMatchObject({ owner: { kind: 'flags', name: 'flagd-eu' } });
  });

  it.each<[object, string[]]>([
    [{ state: 'ignored' }, ['hidden']],
    [{ state: 'clean' }, ['was']],
    [{ state: 'now', kind: 'Deployment' }, ['api', 'web', 'hidden']],
    [{ state: 'all', kind: 'Deployment' }, ['api', 'web', 'was', 'hidden']],
    [{ severity: 'P1' }, ['100%']],
    [{ channel: 'config' }, ['100%', 'new-checkout']],
    [{ namespace: 'payments' }, ['100%']],
    [{ namespace: '-' }, ['reader', 'new-checkout']],
    [{ q: '%' }, ['100%']],
    [{ q: 'shop/w' }, ['web']],
    [{ q: 'clusterrole' }, ['reader']],
    [{ q: "'; drop table drift_object; --" }, []],
  ])('%j', async (over, found) => {
    expect(await names(over)).toEqual(found);
  });

  it('narrows by owner and by rule', async () => {
    expect(await names({ flagSourceId: String(flagSourceId) })).toEqual(['new-checkout']);
    expect(await names({ clusterId: String(clusterId), channel: 'code' })).toEqual(['reader', 'api', 'web']);
    expect(await names({ state: 'now', ignoreRuleId: String(ruleId) })).toEqual(['hidden']);
    expect(await names({ state: 'now', ignoreRuleId: String(ruleId + 1) })).toEqual([]);
  });

  it('pages without repeating or missing one', async () => {
    const all = await names({ state: 'all' });
    const paged = await readAllPages((cursor) => listDriftObjects(ctx, query({ state: 'all', limit: 2, cursor })));
    expect(paged.map(({ name }) => name)).toEqual(all);
    await expect(listDriftObjects(ctx, query({ cursor: 'nonsense' }))).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('getDriftObject', () => {
  it('shows both sides, where git speaks of it and the history, the newest first', async () => {
    const detail = await getDriftObject(ctx, webId);
    expectExactly(driftObjectDetail, detail);
    expect(detail).toMatchObject({
      fileUrl: `https://github.com/acme/platform/blob/${'c'.repeat(40)}/apps/shop/web.yaml`,
      details: [{ path: 'spec.replicas', writer: { manager: 'kubectl-edit' } }],
      history: [{ correctedAt: null }, {}, {}, { firstSeenAt: minutesLater(-10 * DAY_MINUTES).toISOString() }],
    });
    await expect(getDriftObject(ctx, 999_999)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('was last seen to differ when its cluster was last looked at, where that look could see it', async () => {
    const { db } = database;
    const cluster = await makeCluster(db, { comparedAt: TEST_NOW, checkedAt: minutesLater(50) });
    const [looked, before] = [minutesLater(50).toISOString(), minutesLater(-5)];
    const seenAt = async (over: Parameters<typeof makeDriftObject>[1] = {}) => {
      const { id } = await makeDriftObject(db, {
        ...{ clusterId: cluster.id, firstSeenAt: before, lastSeenAt: TEST_NOW },
        ...over,
      });
      const correctedAt = over.state === 'clean' ? minutesLater(55) : null;
      await makeOccurrence(db, id, { firstSeenAt: before, lastSeenAt: over.lastSeenAt ?? TEST_NOW, correctedAt });
      const { lastSeenAt, history } = await getDriftObject(ctx, id);
      expect(history[0]?.lastSeenAt).toBe(lastSeenAt);
      return lastSeenAt;
    };
    expect(await seenAt({ name: 'goes-on' })).toBe(looked);
    expect(await seenAt({ name: 'newer', lastSeenAt: minutesLater(55) })).toBe(minutesLater(55).toISOString());
    expect(await seenAt({ name: 'clean', state: 'clean' })).toBe(TEST_NOW.toISOString());
    expect(await seenAt({ name: 'not-in-the-last-comparison', lastSeenAt: before })).toBe(before.toISOString());

    const notSeen = [
      { group: 'apps', kind: 'StatefulSet', namespace: null },
      { group: 'apps', kind: 'Deployment', namespace: 'billing' },
    ];
    await db.cluster.update({ where: { id: cluster.id }, data: { notSeen } });
    expect(await seenAt({ name: 'elsewhere' })).toBe(looked);
    expect(await seenAt({ name: 'unread', namespace: 'billing' })).toBe(TEST_NOW.toISOString());
    expect(await seenAt({ name: 'gone', kind: 'StatefulSet' })).toBe(TEST_NOW.toISOString());
    await db.cluster.update({ where: { id: cluster.id }, data: { comparedAt: null } });
    expect(await seenAt({ name: 'not-compared-since' })).toBe(TEST_NOW.toISOString());
  });

  it('of several repositories names the one that the last comparison read the source from', async () => {
    const { db } = database;
    const gitea = { forge: 'gitea', forgeUrl: 'https://git.example', forgeProject: 'acme/apps' } as const;
    const [one, two] = [await makeGitSource(db), await makeGitSource(db, gitea)];
    const sources = { create: [{ sourceId: one.id }, { sourceId: two.id }] };
    const cluster = await makeCluster(db, { sources });
    const object = await makeDriftObject(db, { clusterId: cluster.id, file: 'a.yaml' });
    expect(await getDriftObject(ctx, object.id)).toMatchObject({ fileUrl: null });
    const read = {
      name: 'Kustomization flux-system/apps',
      repository: two.name,
      path: '.',
      commit: 'c',
      problem: null,
    };
    await db.clusterScan.create({
      data: {
        ...{ clusterId: cluster.id, trigger: 'manual', cause: 'asked', status: 'finished', verdict: 'drifted' },
        ...{ finishedAt: TEST_NOW, sources: [read] },
      },
    });
    const fileUrl = `https://git.example/acme/apps/src/commit/${'c'.repeat(40)}/a.yaml`;
    expect(await getDriftObject(ctx, object.id)).toMatchObject({ fileUrl });
  });
});

describe('driftByDay', () => {
  it('counts occurrences by namespace and UTC day', async () => {
    const byDay = await driftByDay(ctx, driftByDayQuery.parse({ days: 3, clusterId: String(clusterId) }));
    expectExactly(driftByDayView, byDay);
    expect(byDay.days).toEqual(['2026-05-08', '2026-05-09', '2026-05-10']);
    expect(byDay.namespaces).toEqual([
      { namespace: 'shop', tier: null, drifted: 2, severity: null, occurrences: [1, 0, 4] },
      { namespace: '', tier: null, drifted: 1, severity: 'P0', occurrences: [0, 0, 1] },
      { namespace: 'payments', tier: 3, drifted: 1, severity: 'P1', occurrences: [0, 0, 1] },
    ]);
  });

  it('narrows by channel', async () => {
    const { namespaces } = await driftByDay(ctx, driftByDayQuery.parse({ channel: 'config' }));
    expect(namespaces.map(({ namespace }) => namespace)).toEqual(['payments']);
  });
});
