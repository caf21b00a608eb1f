import { createHmac } from 'node:crypto';
import { rmSync } from 'node:fs';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DemoCluster, startDemoCluster } from '#demo/cluster/server.ts';
import { type DemoPrometheus, startDemoPrometheus } from '#demo/prometheus/server.ts';
import { receiveNotification } from '#lib/clusters/flux-signals/receive.ts';
import { FLUX_KINDS, kustomization, notification } from '#lib/clusters/flux-signals/testing/flux-objects.ts';
import { sealWebhookSecret } from '#lib/clusters/registry/webhook-secret.ts';
import { storeCluster, TEST_KEY } from '#lib/clusters/testing/stored.ts';
import { makeWorkTree, type TestWorkTree } from '#lib/clusters/testing/work-tree.ts';
import { adoptEnvironment } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { runTestWorker } from './testing.ts';

const KEY = Buffer.from(TEST_KEY, 'hex');
const SECRET = 'a secret of the platform team';

const database = testDatabase();
const data = temporaryFolder('flux');
adoptEnvironment({ TIDEMARK_ENCRYPTION_KEY: TEST_KEY, TIDEMARK_DATA: data });
runTestWorker(database);

let server: DemoCluster;
let prometheus: DemoPrometheus;
let tree: TestWorkTree;
let clusterId: number;

beforeAll(async () => {
  const lastReconciled = '2100-01-01T00:00:00Z';
  server = await startDemoCluster({ objects: [...FLUX_KINDS, kustomization({ lastReconciled })] });
  prometheus = await startDemoPrometheus();
  tree = makeWorkTree({ 'apps/readme.md': 'Nothing yet.\n' });
  const cluster = { prometheusUrl: prometheus.url };
  clusterId = (await storeCluster(database.db, server, tree, { cluster })).id;
  const encryptedWebhookSecret = sealWebhookSecret(clusterId, SECRET, KEY);
  await database.db.cluster.update({ where: { id: clusterId }, data: { encryptedWebhookSecret } });
});
afterAll(async () => {
  await Promise.all([server.close(), prometheus.close()]);
  tree.remove();
  rmSync(data, { recursive: true, force: true });
});

const notes = async () => {
  const all = await database.db.driftOccurrence.findMany({ orderBy: { id: 'asc' }, select: { note: true } });
  return all.map(({ note }) => note);
};

it('judges what a webhook said', async () => {
  const text = JSON.stringify(notification('ConfigMap/shop/settings configured', new Date().toISOString()));
  const body = Buffer.from(text);
  const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
  const ctx = { db: database.db, now: () => new Date() };
  const deps = { ctx, key: () => KEY, log: pino({ level: 'silent' }) };
  await receiveNotification(deps, { clusterId, body, signature, address: '10.0.0.1' });
  await expect
    .poll(notes, { timeout: 15_000 })
    .toEqual(['Kustomization flux-system/apps: ConfigMap/shop/settings configured']);
});

it('looks at what Prometheus counts', async () => {
  const readAt = async () =>
    (await database.db.cluster.findUniqueOrThrow({ where: { id: clusterId } })).prometheusReadAt;
  const look = () => database.db.$executeRaw`
    SELECT graphile_worker.add_job('flux.counters', '{"_cron": {"ts": "2026-05-10T12:00:00Z"}}'::json)`;
  await look();
  await expect.poll(readAt, { timeout: 15_000 }).not.toBeNull();
  const labels = { __name__: 'kustomize_controller_drift_total', resource: 'Role/reader', namespace: 'shop' };
  prometheus.scraped({ labels, value: 1 });
  await look();
  await expect.poll(notes, { timeout: 15_000 }).toHaveLength(2);
  expect((await notes())[1]).toMatch(/^Prometheus: Role\/reader drifted 1 time since /);
});
