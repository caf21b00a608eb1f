import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DemoCluster, startDemoCluster } from '#demo/cluster/server.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { scanDeps } from '../testing/jobs.ts';
import { putApplied, type StoredOptions, storeCluster, yamlOf } from '../testing/stored.ts';
import { makeWorkTree, type TestWorkTree } from '../testing/work-tree.ts';
import { runClusterScan } from './run-scan.ts';
import { startClusterScan, startDueScan } from './start.ts';
import { failStrandedClusterScans } from './stranded.ts';

const database = testDatabase();
const going = new AbortController().signal;
const clones = temporaryFolder('clones');
const NOW = new Date('2026-05-10T12:00:00Z');
let now = NOW;
let server: DemoCluster;
let tree: TestWorkTree;

const configMap = (name: string, value: string, namespace = 'shop'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data: { value },
});
const ROLE: KubeObject = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: { name: 'reader', namespace: 'shop' },
  rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
};
const GIT = [configMap('a', '1'), configMap('b', '1'), ROLE];

beforeEach(async () => {
  now = NOW;
  tree = makeWorkTree({ 'apps/all.yaml': yamlOf(...GIT) });
  server = await startDemoCluster();
  for (const object of GIT) await putApplied(server, object);
});
afterEach(async () => {
  tree.remove();
  await server.close();
});
afterAll(() => rmSync(clones, { recursive: true, force: true }));

const deps = () => scanDeps(database.db, clones, () => now);
const store = (options?: StoredOptions) => storeCluster(database.db, server, tree, options);

/** Compares a cluster and gives what was stored of it. */
async function compared(clusterId: number, under = deps()) {
  const { id } = await startClusterScan(under.deps.ctx, clusterId);
  await runClusterScan(under.deps, id, going);
  for (const { cluster } of under.left) cluster.client.close();
  const scan = await database.db.clusterScan.findUniqueOrThrow({ where: { id } });
  const objects = await database.db.driftObject.findMany({ where: { clusterId }, orderBy: { name: 'asc' } });
  const cluster = await database.db.cluster.findUniqueOrThrow({ where: { id: clusterId } });
  return {
    scan,
    cluster,
    states: Object.fromEntries(objects.map(({ name, state }) => [name, state])),
    left: under.left,
  };
}

describe('a comparison', () => {
  it('stores what was compared, and what becomes of it', async () => {
    const { id } = await store();
    await putApplied(server, configMap('a', '2'));
    server.put(configMap('extra', 'x'));
    const first = await compared(id);
    expect(first.states).toEqual({ a: 'drifted', extra: 'drifted' });
    expect(first.scan).toMatchObject({
      status: 'finished',
      verdict: 'drifted',
      objects: 3,
      startedAt: NOW,
      progress: expect.anything(),
    });
    await putApplied(server, configMap('a', '1'));
    server.remove(configMap('extra', ''));
    const second = await compared(id);
    expect(second.states).toEqual({ a: 'clean', extra: 'clean' });
    expect(second.cluster).toMatchObject({ verdict: 'stable', comparedAt: NOW, checkedAt: NOW });
  });

  it('finds what was deleted and made anew since the one before', async () => {
    const { id } = await store();
    const under = deps();
    await compared(id, under);
    server.remove(configMap('a', ''));
    await putApplied(server, configMap('a', '1'), (live) => ({
      ...live,
      metadata: { ...live.metadata, uid: 'another' },
    }));
    expect((await compared(id, under)).scan.findings).toMatchObject({ 'ownership-lost': 1, extra: 0 });
    expect((await compared(id, under)).states).toEqual({ a: 'clean' });
  });

  it('refuses another while one is under way, and ends what has no job left', async () => {
    const { id } = await store();
    const { ctx } = deps().deps;
    const { id: scanId } = await startClusterScan(ctx, id);
    await expect(startClusterScan(ctx, id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await startDueScan(ctx, id, 'daily')).toBeNull();
    await database.db.$executeRaw`SELECT graphile_worker.remove_job(${`cluster-scan:${scanId}`})`;
    expect(await failStrandedClusterScans(database.db, new Date(NOW.getTime() + 59_000))).toEqual([]);
    expect(await failStrandedClusterScans(database.db, new Date(NOW.getTime() + 61_000))).toEqual([scanId]);
    await runClusterScan(deps().deps, scanId, going);
    expect((await database.db.clusterScan.findUniqueOrThrow({ where: { id: scanId } })).status).toBe('failed');
  });

  it('goes back to the queue when the worker stops', async () => {
    const { id } = await store();
    const { deps: own } = deps();
    const { id: scanId } = await startClusterScan(own.ctx, id);
    const stopped = AbortSignal.abort();
    await runClusterScan(own, scanId, stopped);
    expect(await database.db.clusterScan.findUniqueOrThrow({ where: { id: scanId } })).toMatchObject({
      status: 'running',
    });
    await runClusterScan(own, scanId, going);
    expect(await database.db.clusterScan.findUniqueOrThrow({ where: { id: scanId } })).toMatchObject({
      verdict: 'stable',
    });
  });
});

describe('what goes wrong is never clean and never drift', () => {
  /** Drift that is known before something goes wrong. */
  async function drifted(): Promise<number> {
    const { id } = await store();
    await putApplied(server, configMap('a', '2'));
    await compared(id);
    return id;
  }

  it.each<[string, () => void, RegExp]>([
    ['a token that expired', () => server.revoke('demo-cluster-token'), /401/],
    [
      'an API server that hangs up',
      () => server.fault({ on: '/', fault: { kind: 'hang-up' } }),
      /ECONNRESET|hang|reset|broke/i,
    ],
    [
      'something else than an API server',
      () => server.fault({ on: '/', fault: { kind: 'not-json' } }),
      /another than an API server|no complete JSON/,
    ],
  ])('%s', async (_, spoil, reason) => {
    const id = await drifted();
    spoil();
    const { scan, cluster, states, left } = await compared(id);
    expect(scan).toMatchObject({
      status: 'finished',
      verdict: 'unmeasured',
      objects: 0,
      reason: expect.stringMatching(reason),
    });
    expect(cluster).toMatchObject({ verdict: 'unmeasured' });
    expect([states, left]).toEqual([{ a: 'drifted' }, []]);
  });

  it('an API server that is gone in the middle of a list', async () => {
    const many = Array.from({ length: 600 }, (_, index) => configMap(`m-${String(index).padStart(3, '0')}`, '1'));
    tree.commit({ 'apps/all.yaml': yamlOf(...GIT, ...many) });
    for (const object of many) server.put(object);
    const id = await drifted();
    server.fault({ on: 'continue=', fault: { kind: 'hang-up' } });
    const { scan, states } = await compared(id);
    expect(scan).toMatchObject({
      status: 'finished',
      findings: { missing: 0 },
      notCompared: [{ reason: 'unreachable' }],
    });
    expect(states).toMatchObject({ a: 'drifted' });
  });

  it('a list that the server forgot is begun anew', async () => {
    const id = await drifted();
    server.fault({
      on: '/configmaps?',
      times: 1,
      fault: { kind: 'status', status: 410, body: '{"reason":"Expired"}' },
    });
    const { scan } = await compared(id);
    expect(scan).toMatchObject({ objects: 3, findings: { modified: 1, missing: 0 }, notCompared: [] });
  });

  it('kinds that may not be read', async () => {
    server.addAccount('little', { plural: 'roles' });
    const { id } = await store({ token: 'little' });
    const { scan, states } = await compared(id);
    expect(scan).toMatchObject({ verdict: 'unmeasured', objects: 2, notCompared: [{ reason: 'forbidden' }] });
    expect(states).toEqual({});
  });

  it('an object of 5 MB is compared', async () => {
    const large = configMap('large', 'x'.repeat(5_000_000));
    tree.commit({ 'apps/large.yaml': yamlOf(large) });
    await putApplied(server, large, (live) => ({ ...live, data: { value: `y${'x'.repeat(4_999_999)}` } }));
    const { id } = await store();
    const { scan, states } = await compared(id);
    expect(scan).toMatchObject({ verdict: 'drifted', objects: 4, findings: { modified: 1 } });
    expect(states).toEqual({ large: 'drifted' });
  });

  it('a secret that does not open ends it in words', async () => {
    const { id } = await store();
    await database.db.cluster.update({ where: { id }, data: { encryptedConnection: 'v1.not.an.envelope' } });
    const { scan, cluster } = await compared(id);
    expect(scan).toMatchObject({ status: 'failed', verdict: null, reason: expect.stringMatching(/\w/) });
    expect(cluster.verdict).toBe('unmeasured');
  });
});

describe('git', () => {
  const sourceOf = (clusterId: number) =>
    database.db.gitSource.findFirstOrThrow({ where: { clusters: { some: { clusterId } } } });

  it('that is away: the last good commit is compared with, and its age is told', async () => {
    const { id } = await store();
    await compared(id);
    expect(await sourceOf(id)).toMatchObject({
      commitSha: expect.stringMatching(/^[0-9a-f]{40}$/),
      fetchedAt: NOW,
      problem: null,
    });
    tree.remove();
    now = new Date(NOW.getTime() + 3_600_000);
    await putApplied(server, configMap('a', '2'));
    const { scan, states } = await compared(id);
    expect(scan).toMatchObject({
      verdict: 'drifted',
      sources: [{ problem: expect.stringContaining('2026-05-10T12:00:00') }],
    });
    expect(states).toEqual({ a: 'drifted' });
    expect(await sourceOf(id)).toMatchObject({ fetchedAt: NOW, problem: expect.stringMatching(/\w/) });
  });

  it('that is away and was never read', async () => {
    const { id } = await store();
    tree.remove();
    const { scan, states } = await compared(id);
    expect(scan).toMatchObject({
      status: 'finished',
      verdict: 'unmeasured',
      objects: 0,
      notCompared: [{ reason: 'not_rendered' }],
    });
    expect(states).toEqual({});
  });

  it('whose branch was pushed by force is followed', async () => {
    const { id } = await store();
    await compared(id);
    tree.rewrite({ 'apps/all.yaml': yamlOf(configMap('a', '3'), ...GIT.slice(1)) });
    const { scan } = await compared(id);
    expect(scan).toMatchObject({ verdict: 'drifted', findings: { modified: 1 } });
  });
});
