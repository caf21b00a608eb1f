import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DemoCluster, startDemoCluster } from '#demo/cluster/server.ts';
import { entryOf } from '#lib/kubernetes/testing/applied.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { objectIn } from '#lib/kubernetes/values/json.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { KUBE_MAX_ANSWER_BYTES } from '#lib/policy/thresholds.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { type OnRecord, onRecord } from '#lib/testing/on-record.ts';
import { runClusterScan } from '../scans/run-scan.ts';
import { startClusterScan } from '../scans/start.ts';
import { scanDeps } from '../testing/jobs.ts';
import { putApplied, storeCluster, yamlOf } from '../testing/stored.ts';
import { makeWorkTree, type TestWorkTree } from '../testing/work-tree.ts';
import { keepCluster } from './keep-cluster.ts';
import { keptCluster } from './keeping.ts';
import { makeRound } from './round.ts';
import type { KeptCluster } from './types.ts';

const database = testDatabase();
const clones = temporaryFolder('clones');
const NOW = new Date('2026-05-10T12:00:00Z');

const configMap = (name: string, value: string, note?: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop', ...(note !== undefined && { annotations: { note } }) },
  data: { value },
});
const deployment = (replicas: number): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } },
  },
});

const SCALED = {
  ...entryOf('kube-controller-manager', 'Update', { 'f:spec': { 'f:replicas': {} } }, 'apps/v1'),
  subresource: 'scale',
};

let now: Date;
let server: DemoCluster;
let tree: TestWorkTree;
let kept: KeptCluster;
let before: OnRecord;

beforeEach(async () => {
  now = NOW;
  tree = makeWorkTree({ 'apps/all.yaml': yamlOf(configMap('a', '1'), configMap('b', '1'), deployment(2)) });
  server = await startDemoCluster();
  await putApplied(server, configMap('a', '2'));
  await putApplied(server, configMap('b', '1'));
  await putApplied(server, deployment(2));
  const { deps, left } = scanDeps(database.db, clones, () => now);
  const { id } = await storeCluster(database.db, server, tree, { cluster: { isWatched: false } });
  const scan = await startClusterScan(deps.ctx, id);
  await runClusterScan(deps, scan.id, new AbortController().signal);
  const [first] = left;
  if (first === undefined) throw new Error('the cluster was not compared');
  kept = keptCluster(deps, first.cluster, first, new AbortController());
  before = await onRecord(database.db, { clusterId: id });
});
afterEach(async () => {
  kept.cluster.client.close();
  await database.db.cluster.updateMany({ data: { enabled: false } });
  tree.remove();
  await server.close();
});
afterAll(() => rmSync(clones, { recursive: true, force: true }));

const id = () => kept.cluster.row.id;
const cluster = () => database.db.cluster.findUniqueOrThrow({ where: { id: id() } });

/** Makes a round, and expects nothing on record to change by it. */
async function stays(): Promise<string> {
  now = new Date(now.getTime() + 60_000);
  await makeRound(kept, false);
  expect(await onRecord(database.db, { clusterId: id() })).toEqual(before);
  const { verdict, reason } = await cluster();
  expect(verdict).not.toBe('stable');
  return reason ?? '';
}

describe('a round that cannot see all of a cluster changes nothing on record', () => {
  it.each<[string, () => void, RegExp]>([
    ['an API server that is away', () => server.fault({ on: '/', fault: { kind: 'hang-up' } }), /reset/],
    ['a token that is taken no longer', () => server.revoke('demo-cluster-token'), /401/],
    [
      'a kind that is served no longer',
      () => server.fault({ on: '/configmaps', fault: { kind: 'status', status: 404, body: '404 page not found' } }),
      /CustomResourceDefinition was removed/,
    ],
    ['an answer that is cut off', () => server.fault({ on: '/configmaps', fault: { kind: 'truncated' } }), /JSON/],
  ])('%s', async (_, spoil, told) => {
    spoil();
    server.remove(configMap('b', ''));
    expect(await stays()).toMatch(told);
  });

  it('and does not call a cluster clean that was so', async () => {
    await putApplied(server, configMap('a', '1'));
    await makeRound(kept, false);
    before = await onRecord(database.db, { clusterId: id() });
    expect([before.states, (await cluster()).verdict]).toEqual([{ 'ConfigMap/a': 'clean' }, 'stable']);
    server.fault({ on: '/deployments', fault: { kind: 'status', status: 403 } });
    expect(await stays()).toContain('deployments');
    expect((await cluster()).verdict).toBe('unmeasured');
  });

  it('metadata that hold bytes that are no text', async () => {
    await putApplied(server, configMap('b', '1', 'some-bytes'));
    server.fault({ on: '/configmaps', fault: { kind: 'foreign-bytes', text: 'some-bytes' } });
    expect(await stays()).toContain('configmaps shop/b');
  });

  it('an object that holds bytes that are no text', async () => {
    await putApplied(server, configMap('b', 'some-bytes'));
    server.fault({ on: '/configmaps/b', fault: { kind: 'foreign-bytes', text: 'some-bytes' } });
    expect(await stays()).toContain('binaryData');
  });

  it('an object that was unreadable stays so until it is read, whatever is looked at meanwhile', async () => {
    await putApplied(server, configMap('a', '1'));
    await putApplied(server, configMap('b', 'some-bytes'));
    server.fault({ on: '/configmaps/b', fault: { kind: 'foreign-bytes', text: 'some-bytes' } });
    kept.cluster.row.isWatched = true;
    await database.db.cluster.update({ where: { id: id() }, data: { isWatched: true } });
    await makeRound(kept, true);
    before = await onRecord(database.db, { clusterId: id() });
    expect(before.states).toEqual({ 'ConfigMap/a': 'clean' });
    expect(await stays()).toContain('binaryData');
    await putApplied(server, configMap('b', '1'));
    await makeRound(kept, false);
    expect(await cluster()).toMatchObject({ verdict: 'stable' });
  });

  it('an object that became too large', async () => {
    await putApplied(server, configMap('a', 'x'.repeat(KUBE_MAX_ANSWER_BYTES)));
    expect(await stays()).toContain('larger than');
  });

  it('autoscalers that cannot be read', async () => {
    await putApplied(server, deployment(2), ({ metadata, ...live }) => {
      const managedFields = [...(Array.isArray(metadata.managedFields) ? metadata.managedFields : []), SCALED];
      return { ...live, metadata: { ...metadata, managedFields }, spec: { ...objectIn(live, 'spec'), replicas: 9 } };
    });
    server.fault({ on: '/horizontalpodautoscalers', fault: { kind: 'status', status: 403 } });
    expect(await stays()).toContain('scaled automatically');
  });
});

it('watches that break while the server is away tell nothing, and go on when it is back', async () => {
  kept.cluster.row.isWatched = true;
  await database.db.cluster.update({ where: { id: id() }, data: { isWatched: true } });
  const over = keepCluster(kept, []);
  try {
    await vi.waitFor(() => expect(server.openWatches()).toBeGreaterThanOrEqual(2), { timeout: 10_000 });
    server.fault({ on: '/', fault: { kind: 'hang-up' } });
    server.breakWatches();
    await sleep(1_500);
    expect(await onRecord(database.db, { clusterId: id() })).toEqual(before);
    server.compact();
    server.clearFaults();
    await putApplied(server, configMap('b', '2'));
    const states = async () => (await onRecord(database.db, { clusterId: id() })).states;
    await expect.poll(states, { timeout: 20_000 }).toEqual({ 'ConfigMap/a': 'drifted', 'ConfigMap/b': 'drifted' });
  } finally {
    kept.letGo();
    await over;
  }
}, 60_000);

it('git that is away does not hide what changes, and is no drift by itself', async () => {
  tree.remove();
  await stays();
  await putApplied(server, configMap('b', '2'));
  await makeRound(kept, false);
  expect((await onRecord(database.db, { clusterId: id() })).states).toEqual({
    'ConfigMap/a': 'drifted',
    'ConfigMap/b': 'drifted',
  });
});
