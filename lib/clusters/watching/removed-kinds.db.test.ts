import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DemoCluster, startDemoCluster } from '#demo/cluster/server.ts';
import { WIDGETS, widget } from '#lib/kubernetes/testing/objects.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { type OnRecord, onRecord } from '#lib/testing/on-record.ts';
import type { ClusterMemory } from '../memory/types.ts';
import { runClusterScan } from '../scans/run-scan.ts';
import { startClusterScan } from '../scans/start.ts';
import { type Left, scanDeps } from '../testing/jobs.ts';
import { putApplied, storeCluster, yamlOf } from '../testing/stored.ts';
import { makeWorkTree, type TestWorkTree } from '../testing/work-tree.ts';
import { keptCluster } from './keeping.ts';
import { lookAtPending } from './look-at-pending.ts';
import { makeRound } from './round.ts';
import type { KeptCluster } from './types.ts';

const database = testDatabase();
const clones = temporaryFolder('clones');
const NOW = new Date('2026-05-10T12:00:00Z');
const SETTINGS: KubeObject = {
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'many' }, data: { mode: 'live' } },
};
const BEING_REMOVED = { ...WIDGETS, metadata: { ...WIDGETS.metadata, deletionTimestamp: NOW.toISOString() } };

let now: Date;
let server: DemoCluster;
let tree: TestWorkTree;
let kept: KeptCluster;
let before: OnRecord;

/** Compares all, and gives it as the worker that did has it from then on. */
async function compared(clusterId: number, known: ClusterMemory | null = null): Promise<KeptCluster> {
  const { deps, left } = scanDeps(database.db, clones, () => now);
  deps.keeping.known = () => known;
  const scan = await startClusterScan(deps.ctx, clusterId);
  await runClusterScan(deps, scan.id, new AbortController().signal);
  const [first]: Left[] = left;
  if (first === undefined) throw new Error('the cluster was not compared');
  return keptCluster(deps, first.cluster, first, new AbortController());
}

beforeEach(async () => {
  now = NOW;
  tree = makeWorkTree({ 'apps/all.yaml': yamlOf(SETTINGS, widget('knob'), widget('lever')) });
  server = await startDemoCluster({ objects: [WIDGETS] });
  await putApplied(server, SETTINGS);
  await putApplied(server, { ...widget('knob'), size: 9 });
  await putApplied(server, widget('lever'));
  server.put(widget('left-over'));
  const { id } = await storeCluster(database.db, server, tree, { cluster: { isWatched: false } });
  kept = await compared(id);
  before = await record();
  expect(before.states).toEqual({ 'Widget/knob': 'drifted', 'Widget/left-over': 'drifted' });
});
afterEach(async () => {
  kept.cluster.client.close();
  await database.db.cluster.updateMany({ data: { enabled: false } });
  tree.remove();
  await server.close();
});
afterAll(() => rmSync(clones, { recursive: true, force: true }));

const clusterId = () => kept.cluster.row.id;
const record = () => onRecord(database.db, { clusterId: clusterId() });
const cluster = () => database.db.cluster.findUniqueOrThrow({ where: { id: clusterId() } });
const asked = () => database.db.clusterScan.findMany({ where: { clusterId: clusterId(), status: 'queued' } });
async function round(): Promise<void> {
  now = new Date(now.getTime() + 60_000);
  await makeRound(kept, true);
}
function removeAll(): void {
  for (const name of ['knob', 'lever', 'left-over']) server.remove(widget(name));
}
/** Nothing on record changed, and the kind is told. */
async function stays(): Promise<void> {
  expect(await record()).toEqual(before);
  const { verdict, reason } = await cluster();
  expect(verdict).not.toBe('stable');
  expect(reason).toMatch(/widgets\.example\.test/);
}

describe('a kind that is removed while its objects are looked after', () => {
  it('is not compared while it is being removed, and is compared again when it is back', async () => {
    server.put(BEING_REMOVED);
    removeAll();
    await round();
    await stays();
    expect((await cluster()).reason).toContain('is being removed');
    await round();
    await stays();
    expect(await asked()).toEqual([]);

    server.put(WIDGETS);
    const anew = (live: KubeObject) => ({ ...live, metadata: { ...live.metadata, uid: 'anew' } });
    await putApplied(server, widget('knob'), anew);
    await putApplied(server, widget('lever'), anew);
    await round();
    await stays();
    expect(await asked()).toMatchObject([{ cause: 'kinds' }]);

    // The objects are others than before, as their kind is.
    await database.db.clusterScan.updateMany({
      where: { status: 'queued' },
      data: { status: 'cancelled', finishedAt: now },
    });
    kept.cluster.client.close();
    kept = await compared(clusterId(), kept.memory);
    expect(await cluster()).toMatchObject({ verdict: 'stable' });
    expect(new Set(Object.values((await record()).states))).toEqual(new Set(['clean']));
  });

  it('is not compared when it is gone, also by a comparison of all', async () => {
    server.put(BEING_REMOVED);
    removeAll();
    kept.cluster.client.close();
    kept = await compared(clusterId());
    expect(await record()).toEqual(before);
    await round();
    await stays();
    expect(await asked()).toEqual([]);

    server.remove(BEING_REMOVED);
    kept.cluster.client.close();
    kept = await compared(clusterId());
    await round();
    expect(await record()).toEqual(before);
    expect(await asked()).toEqual([]);
    server.put(WIDGETS);
    await round();
    expect(await asked()).toMatchObject([{ cause: 'kinds' }]);
  });

  it('is not compared when watches tell that its objects went', async () => {
    const kind = kept.memory.kinds.find(({ type }) => type.kind === 'Widget');
    if (kind === undefined) throw new Error('the kind is looked after');
    const goneAt = (name: string) => ({ kind, place: `many/${name}`, live: null });
    server.put(BEING_REMOVED);
    removeAll();
    expect(await lookAtPending(kept, [goneAt('knob'), goneAt('lever'), goneAt('left-over')])).toBe(true);
    await stays();
    server.remove(BEING_REMOVED);
    expect(await lookAtPending(kept, [goneAt('lever')])).toBe(true);
    await stays();
  });

  it('has nothing to do with an object that is removed by itself', async () => {
    const kind = kept.memory.kinds.find(({ type }) => type.kind === 'Widget');
    if (kind === undefined) throw new Error('the kind is looked after');
    server.remove(widget('lever'));
    expect(await lookAtPending(kept, [{ kind, place: 'many/lever', live: null }])).toBe(true);
    server.remove(widget('left-over'));
    await round();
    expect((await record()).states).toEqual({
      'Widget/knob': 'drifted',
      'Widget/left-over': 'clean',
      'Widget/lever': 'drifted',
    });
  });

  it('waits where the server does not say whether it is removed', async () => {
    server.fault({ on: '/customresourcedefinitions/', fault: { kind: 'hang-up' } });
    removeAll();
    await round();
    await stays();
    server.clearFaults();
    await round();
    expect((await record()).states).toMatchObject({ 'Widget/knob': 'drifted', 'Widget/lever': 'drifted' });
  });

  it('is left out by the next comparison of all where git has nothing of it', async () => {
    tree.commit({ 'apps/all.yaml': yamlOf(SETTINGS) });
    kept.cluster.client.close();
    kept = await compared(clusterId());
    server.remove(WIDGETS);
    removeAll();
    await round();
    await round();
    expect(await asked()).toMatchObject([{ cause: 'kinds' }]);
  });
});

it('a kind that is not described is no clean one, and is compared as soon as it is described', async () => {
  await putApplied(server, widget('knob'));
  server.remove(widget('left-over'));
  server.fault({ on: '/openapi/v3/apis/example.test', fault: { kind: 'status', status: 404 } });
  kept.cluster.client.close();
  kept = await compared(clusterId());
  await round();
  expect((await cluster()).verdict).toBe('unmeasured');
  expect(await asked()).toEqual([]);
  server.clearFaults();
  await round();
  expect(await asked()).toMatchObject([{ cause: 'kinds' }]);
});
