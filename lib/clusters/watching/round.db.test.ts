import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DemoCluster, startDemoCluster } from '#demo/cluster/server.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { driftObjectListQuery } from '#lib/contract/drift/objects.ts';
import { listDriftObjects } from '#lib/drift/queries/list.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { CLUSTER_LEASE_MS, CLUSTER_ROLLOUT_PATIENCE_MS, KUBE_PAGE_METADATA } from '#lib/policy/thresholds.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { testContext } from '#lib/testing/factories.ts';
import { runClusterScan } from '../scans/run-scan.ts';
import { startClusterScan } from '../scans/start.ts';
import { startDueScans } from '../scans/start-due.ts';
import { scanDeps } from '../testing/jobs.ts';
import { putApplied, storeCluster, yamlOf } from '../testing/stored.ts';
import { makeWorkTree, type TestWorkTree } from '../testing/work-tree.ts';
import { keptCluster } from './keeping.ts';
import { makeRound } from './round.ts';
import type { KeptCluster } from './types.ts';

const database = testDatabase();
const going = new AbortController().signal;
const clones = temporaryFolder('clones');
const NOW = new Date('2026-05-10T12:00:00Z');
let now = NOW;
let server: DemoCluster;
let tree: TestWorkTree;
let kept: KeptCluster;

const configMap = (name: string, value: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop' },
  data: { value },
});
const GIT = [configMap('a', '1'), configMap('b', '1')];

/** Compares a cluster, and gives it as the worker that did has it from then on. */
async function keep(isWatched = false): Promise<KeptCluster> {
  const { deps, left } = scanDeps(database.db, clones, () => now);
  const { id } = await storeCluster(database.db, server, tree, { cluster: { isWatched } });
  const scan = await startClusterScan(deps.ctx, id);
  await runClusterScan(deps, scan.id, going);
  const [first] = left;
  if (first === undefined) throw new Error('the cluster was not compared');
  return keptCluster(deps, first.cluster, first, new AbortController());
}

beforeEach(async () => {
  now = NOW;
  tree = makeWorkTree({ 'apps/all.yaml': yamlOf(...GIT) });
  server = await startDemoCluster();
  for (const object of GIT) await putApplied(server, object);
  kept = await keep();
});
afterEach(async () => {
  kept.cluster.client.close();
  await database.db.cluster.updateMany({ data: { enabled: false } });
  await database.db.clusterScan.updateMany({
    where: { status: { in: ['queued', 'running'] } },
    data: { status: 'cancelled', finishedAt: NOW },
  });
  tree.remove();
  await server.close();
});
afterAll(() => rmSync(clones, { recursive: true, force: true }));

const id = () => kept.cluster.row.id;
const cluster = () => database.db.cluster.findUniqueOrThrow({ where: { id: id() } });
const pass = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
async function states(): Promise<Record<string, string>> {
  const objects = await database.db.driftObject.findMany({ where: { clusterId: id() } });
  return Object.fromEntries(objects.map(({ name, state }) => [name, state]));
}
const asked = () => database.db.clusterScan.findMany({ where: { clusterId: id(), status: 'queued' } });

describe('a round', () => {
  it('reads metadata alone while nothing changes', async () => {
    const before = server.requests.length;
    pass(60);
    await makeRound(kept, false);
    const requests = server.requests.slice(before).filter((each) => !each.includes('kustomizations'));
    expect(requests.filter((each) => each.includes('/configmaps'))).toHaveLength(1);
    // Pages of metadata are larger than those of whole objects.
    const isMetadata = (each: string) => each.includes(`?limit=${KUBE_PAGE_METADATA}`);
    expect(requests.filter((each) => !isMetadata(each))).toEqual([]);
    expect(await cluster()).toMatchObject({ verdict: 'stable', checkedAt: now, comparedAt: NOW });
  });

  it('finds what was changed, deleted and added, and that it is no more', async () => {
    await putApplied(server, configMap('a', '2'));
    server.remove(configMap('b', ''));
    server.put(configMap('c', 'x'));
    await makeRound(kept, false);
    expect(await states()).toEqual({ a: 'drifted', b: 'drifted', c: 'drifted' });
    expect(await cluster()).toMatchObject({ verdict: 'drifted' });
    pass(60);
    for (const object of GIT) await putApplied(server, object);
    server.remove(configMap('c', ''));
    await makeRound(kept, false);
    expect(await states()).toEqual({ a: 'clean', b: 'clean', c: 'clean' });
    expect(await cluster()).toMatchObject({ verdict: 'stable' });
  });

  it('finds once that an object was made anew', async () => {
    server.remove(configMap('a', ''));
    await putApplied(server, configMap('a', '1'), (live) => ({
      ...live,
      metadata: { ...live.metadata, uid: 'other' },
    }));
    await makeRound(kept, false);
    expect(await states()).toEqual({ a: 'drifted' });
    pass(60);
    await makeRound(kept, false);
    expect(await states()).toEqual({ a: 'clean' });
  });

  describe('beside somebody who binds himself to cluster-admin', () => {
    const RBAC = 'rbac.authorization.k8s.io';
    const bound = (name: string, madeAt: Date, uid: string): KubeObject => ({
      ...{ apiVersion: `${RBAC}/v1`, kind: 'ClusterRoleBinding' },
      metadata: { name, uid, creationTimestamp: madeAt.toISOString() },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'cluster-admin' },
    });
    const incidents = async () =>
      (await database.db.incident.findMany({ where: { clusterId: id() } })).map(({ severity }) => severity);

    it('is P0 at the next round, though git has nothing of the kind', async () => {
      pass(60);
      server.put(bound('backdoor', now, 'one'));
      pass(60);
      await makeRound(kept, false);
      expect(await states()).toEqual({ backdoor: 'drifted' });
      expect(await incidents()).toEqual(['P0']);
      server.remove(bound('backdoor', now, 'one'));
      pass(60);
      await makeRound(kept, false);
      expect(await states()).toEqual({ backdoor: 'clean' });
    });

    it('only logs what was there before, until it is made anew', async () => {
      const before = new Date(NOW.getTime() - 3_600_000);
      server.put(bound('of-the-cloud', before, 'one'));
      await makeRound(kept, false);
      expect(await states()).toEqual({ 'of-the-cloud': 'drifted' });
      expect(await incidents()).toEqual([]);
      pass(60);
      await makeRound(kept, false);
      expect(await incidents()).toEqual([]);
      server.remove(bound('of-the-cloud', before, 'one'));
      server.put(bound('of-the-cloud', now, 'two'));
      pass(60);
      await makeRound(kept, false);
      expect(await incidents()).toEqual(['P0']);
    });
  });

  it('says that it knows nothing while the API server does not answer', async () => {
    await putApplied(server, configMap('a', '2'));
    await makeRound(kept, false);
    pass(60);
    server.remove(configMap('b', ''));
    await putApplied(server, configMap('a', '1'));
    server.fault({ on: '/', fault: { kind: 'hang-up' } });
    await makeRound(kept, false);
    expect(await states()).toEqual({ a: 'drifted' });
    expect(await cluster()).toMatchObject({
      verdict: 'drifted',
      checkedAt: NOW,
      reason: expect.stringContaining('could not be compared'),
    });
    server.clearFaults();
    await makeRound(kept, false);
    expect(await states()).toEqual({ a: 'clean', b: 'drifted' });
  });

  it('leaves what is watched to the watches, unless one does not work', async () => {
    kept.cluster.client.close();
    kept = await keep(true);
    await putApplied(server, configMap('a', '2'));
    await makeRound(kept, false);
    expect(await states()).toEqual({});
    await makeRound(kept, true);
    expect(await states()).toEqual({ a: 'drifted' });
  });
});

it('what differs unchanged is seen to differ with each round that can see it', async () => {
  await putApplied(server, configMap('a', '2'));
  const seenAt = async () => {
    const query = driftObjectListQuery.parse({ clusterId: String(id()) });
    const { items } = await listDriftObjects(testContext(database.db, SYSTEM_ACTOR, now), query);
    return items.find(({ name }) => name === 'a')?.lastSeenAt;
  };
  pass(60);
  await makeRound(kept, false);
  const first = now.toISOString();
  expect(await seenAt()).toBe(first);
  pass(60);
  await makeRound(kept, false);
  const second = now.toISOString();
  expect(await seenAt()).toBe(second);
  server.fault({ on: '/configmaps', fault: { kind: 'status', status: 403 } });
  pass(60);
  await makeRound(kept, false);
  expect((await cluster()).notSeen).toEqual([{ group: '', kind: 'ConfigMap', namespace: 'shop' }]);
  expect(await seenAt()).toBe(second);
  server.clearFaults();
  pass(60);
  await makeRound(kept, false);
  expect(await seenAt()).toBe(now.toISOString());

  const third = now.toISOString();
  pass(60);
  server.fault({ on: '/configmaps', fault: { kind: 'status', status: 403 } });
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' } };
  tree.commit({ 'apps/more.yaml': yamlOf(service) });
  const { deps } = scanDeps(database.db, clones, () => now);
  const scan = await startClusterScan(deps.ctx, id());
  await runClusterScan(deps, scan.id, going);
  expect(await cluster()).toMatchObject({ comparedAt: now });
  expect(await seenAt()).toBe(third);
});

describe('git that moved on', () => {
  it('is compared with before anything is called drift', async () => {
    tree.commit({ 'apps/all.yaml': yamlOf(configMap('a', '2'), configMap('b', '1')) });
    await putApplied(server, configMap('a', '2'));
    await makeRound(kept, false);
    expect(await states()).toEqual({});
    expect(await asked()).toMatchObject([{ cause: 'commit', trigger: 'schedule' }]);
  });

  it('is not waited for without end', async () => {
    tree.commit({ 'apps/all.yaml': yamlOf(configMap('a', '2'), configMap('b', '1')) });
    await putApplied(server, configMap('a', '3'));
    await makeRound(kept, false);
    pass(CLUSTER_ROLLOUT_PATIENCE_MS / 1000 + 1);
    await makeRound(kept, false);
    expect(await states()).toEqual({ a: 'drifted' });
  });
});

describe('a cluster', () => {
  it('is let go of when its settings change, and compared anew', async () => {
    await database.db.cluster.update({ where: { id: id() }, data: { isStrict: true } });
    await makeRound(kept, false);
    expect(kept.signal.aborted).toBe(true);
    expect(await asked()).toMatchObject([{ cause: 'started' }]);
  });

  it('is let go of when it is switched off', async () => {
    await database.db.cluster.update({ where: { id: id() }, data: { enabled: false } });
    await makeRound(kept, false);
    expect(kept.signal.aborted).toBe(true);
    expect(await asked()).toEqual([]);
  });

  it('waits while it is compared anew, and belongs to whoever did that', async () => {
    const { deps } = scanDeps(database.db, clones, () => now);
    const { id: scanId } = await startClusterScan(deps.ctx, id());
    await database.db.clusterScan.update({ where: { id: scanId }, data: { status: 'running' } });
    await putApplied(server, configMap('a', '2'));
    await makeRound(kept, false);
    expect([await states(), kept.signal.aborted]).toEqual([{}, false]);
    await runClusterScan(deps, scanId, going);
    await makeRound(kept, false);
    expect([await states(), kept.signal.aborted]).toEqual([{ a: 'drifted' }, true]);
  });

  it('is compared again soon after the worker that looked after it died', async () => {
    await makeRound(kept, false);
    expect(await startDueScans(kept.deps.ctx)).toEqual([]);
    pass(CLUSTER_LEASE_MS / 1000);
    expect(await startDueScans(kept.deps.ctx)).toEqual([{ clusterId: id(), cause: 'started' }]);
  });

  it('is compared as a whole once a day', async () => {
    pass(24 * 3600);
    await makeRound(kept, false);
    expect(await startDueScans(kept.deps.ctx)).toEqual([{ clusterId: id(), cause: 'daily' }]);
  });
});
