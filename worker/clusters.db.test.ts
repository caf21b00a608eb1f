import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DemoCluster, startDemoCluster } from '#demo/cluster/server.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { cancelClusterScan } from '#lib/clusters/scans/cancel.ts';
import { startClusterScan } from '#lib/clusters/scans/start.ts';
import { putApplied, storeCluster, TEST_KEY, yamlOf } from '#lib/clusters/testing/stored.ts';
import { makeWorkTree, type TestWorkTree } from '#lib/clusters/testing/work-tree.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { adoptEnvironment } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { testContext } from '#lib/testing/factories.ts';
import { runTestWorker } from './testing.ts';

const configMap = (name: string, data: Record<string, string>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop' },
  data,
});
const RATES = configMap('rates', { perMinute: '60' });
const LIMITS = configMap('limits', { most: '5' });
const EDITED = configMap('rates', { perMinute: '600' });

const database = testDatabase();
const data = temporaryFolder('clusters');
adoptEnvironment({ TIDEMARK_ENCRYPTION_KEY: TEST_KEY, TIDEMARK_DATA: data });
runTestWorker(database);
afterAll(() => rmSync(data, { recursive: true, force: true }));

const ctx = () => ({ ...testContext(database.db, SYSTEM_ACTOR), now: () => new Date() });
const scanOf = (id: number) => database.db.clusterScan.findUniqueOrThrow({ where: { id } });
const clusterOf = (id: number) => database.db.cluster.findUniqueOrThrow({ where: { id } });
const ended = (id: number) => expect.poll(async () => (await scanOf(id)).status, { timeout: 15_000 });
const objectOf = (clusterId: number, name: string) =>
  database.db.driftObject.findFirst({ where: { clusterId, name }, include: { occurrences: true } });

describe('a cluster', () => {
  let server: DemoCluster;
  let tree: TestWorkTree;
  beforeAll(() => {
    tree = makeWorkTree({ 'apps/all.yaml': yamlOf(RATES, LIMITS) });
  });
  afterAll(() => tree.remove());
  beforeEach(async () => {
    server = await startDemoCluster();
    for (const object of [RATES, LIMITS]) await putApplied(server, object);
  });
  afterEach(async () => {
    await database.db.cluster.updateMany({ data: { enabled: false } });
    await server.close();
  });

  it('is compared, and what differs is recorded with both sides', async () => {
    await putApplied(server, EDITED);
    const { id: clusterId } = await storeCluster(database.db, server, tree);
    const { id } = await startClusterScan(ctx(), clusterId);
    await ended(id).toBe('finished');
    expect(await scanOf(id)).toMatchObject({ verdict: 'drifted', objects: 2, findings: { modified: 1 } });
    expect(await clusterOf(clusterId)).toMatchObject({ verdict: 'drifted', comparedAt: expect.any(Date) });
    const object = await objectOf(clusterId, 'rates');
    expect(object).toMatchObject({ state: 'drifted', channel: 'config', file: 'apps/all.yaml' });
    expect([object?.expected, object?.live]).toEqual([
      expect.stringContaining('perMinute: "60"'),
      expect.stringContaining('perMinute: "600"'),
    ]);
  });

  it('is watched from then on', async () => {
    const { id: clusterId } = await storeCluster(database.db, server, tree);
    await ended((await startClusterScan(ctx(), clusterId)).id).toBe('finished');
    await expect.poll(() => server.openWatches()).toBeGreaterThan(0);
    const at = performance.now();
    await putApplied(server, EDITED);
    await expect.poll(async () => (await objectOf(clusterId, 'rates'))?.state, { timeout: 5_000 }).toBe('drifted');
    expect(performance.now() - at).toBeLessThan(3_000);
    await putApplied(server, RATES);
    await expect.poll(async () => (await objectOf(clusterId, 'rates'))?.state, { timeout: 5_000 }).toBe('clean');
    server.remove(LIMITS);
    await expect.poll(async () => (await objectOf(clusterId, 'limits'))?.state, { timeout: 5_000 }).toBe('drifted');
    server.put(configMap('more', { by: 'hand' }));
    await expect.poll(async () => (await objectOf(clusterId, 'more'))?.state, { timeout: 5_000 }).toBe('drifted');
    server.remove(configMap('more', {}));
    await expect.poll(async () => (await objectOf(clusterId, 'more'))?.state, { timeout: 5_000 }).toBe('clean');
    expect((await clusterOf(clusterId)).watchedUntil?.getTime()).toBeGreaterThan(Date.now());
  });

  it('is let go of at once when its comparison is cancelled, and nothing is stored', async () => {
    await putApplied(server, EDITED);
    server.fault({ on: '/configmaps', fault: { kind: 'slow', delayMs: 20_000 } });
    const { id: clusterId } = await storeCluster(database.db, server, tree);
    const { id } = await startClusterScan(ctx(), clusterId);
    await ended(id).toBe('running');
    await expect.poll(() => server.requests.some((each) => each.includes('/configmaps'))).toBe(true);
    await cancelClusterScan(ctx(), id);
    await expect
      .poll(() => database.db.$queryRaw`SELECT 1 FROM graphile_worker.jobs WHERE key = ${`cluster-scan:${id}`}`, {
        timeout: 5_000,
      })
      .toEqual([]);
    expect(await scanOf(id)).toMatchObject({ status: 'cancelled', verdict: null, objects: 0 });
    expect(await objectOf(clusterId, 'rates')).toBeNull();
    await expect(cancelClusterScan(ctx(), id)).rejects.toMatchObject({ code: 'conflict' });
  });
});
