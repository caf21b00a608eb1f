import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { sealConnection } from '#lib/clusters/registry/open.ts';
import { runClusterScan } from '#lib/clusters/scans/run-scan.ts';
import { startClusterScan } from '#lib/clusters/scans/start.ts';
import { type Left, scanDeps } from '#lib/clusters/testing/jobs.ts';
import { storeCluster, TEST_KEY } from '#lib/clusters/testing/stored.ts';
import { makeWorkTree, type TestWorkTree } from '#lib/clusters/testing/work-tree.ts';
import { keepCluster } from '#lib/clusters/watching/keep-cluster.ts';
import { keptCluster } from '#lib/clusters/watching/keeping.ts';
import { makeRound } from '#lib/clusters/watching/round.ts';
import { readKubeconfig } from '#lib/kubernetes/connection/kubeconfig.ts';
import type { ConnectionData } from '#lib/kubernetes/connection/types.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { type OnRecord, onRecord } from '#lib/testing/on-record.ts';
import { serversAvailable } from '../servers/available.ts';
import { kubectl } from '../servers/kubectl.ts';
import { type RealKubernetes, startKubernetes } from '../servers/kubernetes.ts';
import { serviceAccountToken } from '../servers/service-account.ts';

const MANAGER = 'kustomize-controller';
const DEFINITION = 'customresourcedefinition/widgets.shop.example';
const WIDGETS = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.shop.example }
spec:
  group: shop.example
  scope: Namespaced
  names: { plural: widgets, singular: widget, kind: Widget, listKind: WidgetList }
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { size: { type: integer } } } } } }
`;
const widget = (name: string) => `apiVersion: shop.example/v1
kind: Widget
metadata: { name: ${name}, namespace: shop }
spec: { size: 1 }
`;
const SETTINGS = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data: { mode: live }
`;
/** Reads all of git's kinds but definitions of kinds. */
const LITTLE = [{ apiGroups: ['', 'shop.example'], resources: ['*'], verbs: ['get', 'list', 'watch'] }];

const notComparedList = z.array(z.object({ reason: z.string(), subject: z.string(), detail: z.string() }));

const database = testDatabase();
const clones = temporaryFolder('clones');

describe.runIf(serversAvailable())('a kind that is removed from a real cluster', { timeout: 120_000 }, () => {
  let server: RealKubernetes;
  let tree: TestWorkTree;
  let connection: ConnectionData;
  let clusterId: number;
  let before: OnRecord;

  const run = async (args: string[], input?: string) => {
    const { exitCode, errors } = await kubectl(server, args, input);
    if (exitCode !== 0) throw new Error(`kubectl ${args.join(' ')}: ${errors}`);
  };
  const patch = (name: string, operation: object) =>
    run(['patch', 'widget', name, '-n', 'shop', '--type=json', '-p', JSON.stringify([operation])]);
  const applyAsFlux = async () => {
    await run(['apply', '--server-side', '--force-conflicts', `--field-manager=${MANAGER}`, '-f', '-'], WIDGETS);
    await run(['wait', '--for=condition=Established', DEFINITION, '--timeout=30s']);
    const files = join(tree.folder, 'apps');
    const args = ['apply', '--server-side', '--force-conflicts', `--field-manager=${MANAGER}`, '-f', files];
    await vi.waitFor(() => run(args), { timeout: 30_000, interval: 500 });
  };
  const record = () => onRecord(database.db, { clusterId });
  const cluster = () => database.db.cluster.findUniqueOrThrow({ where: { id: clusterId } });
  const widgetsLeft = async () => {
    const { body } = await server.api('GET', '/apis/shop.example/v1/widgets');
    return JSON.stringify(body).match(/"name":"(knob|lever|held)"/g)?.length ?? 0;
  };

  /** Compares all, and gives what was stored of it and what is kept. */
  async function compared(): Promise<{ scan: Awaited<ReturnType<typeof readScan>>; kept: Left }> {
    const { deps, left } = scanDeps(database.db, clones, () => new Date());
    const { id } = await startClusterScan(deps.ctx, clusterId);
    await runClusterScan(deps, id, new AbortController().signal);
    const [kept] = left;
    if (kept === undefined) throw new Error('the cluster was not compared');
    return { scan: await readScan(id), kept };
  }
  const readScan = (id: number) => database.db.clusterScan.findUniqueOrThrow({ where: { id } });
  const keptOf = (left: Left) =>
    keptCluster(scanDeps(database.db, clones, () => new Date()).deps, left.cluster, left, new AbortController());

  /** What a comparison of all leaves out. */
  async function told() {
    const { scan, kept } = await compared();
    kept.cluster.client.close();
    return notComparedList.parse(scan.notCompared);
  }
  async function connect(data: ConnectionData): Promise<void> {
    const encryptedConnection = sealConnection(clusterId, data, Buffer.from(TEST_KEY, 'hex'));
    await database.db.cluster.update({ where: { id: clusterId }, data: { encryptedConnection } });
  }
  /** What was on record, and that git's definition is not there. */
  function withoutDefinition(): OnRecord {
    const called = 'CustomResourceDefinition/widgets.shop.example';
    return { ...before, states: { ...before.states, [called]: 'drifted' }, open: [called, ...before.open] };
  }

  beforeAll(async () => {
    server = await startKubernetes();
    connection = readKubeconfig(readFileSync(server.kubeconfigPath, 'utf8'));
    tree = makeWorkTree({
      'apps/definition.yaml': WIDGETS,
      'apps/settings.yaml': SETTINGS,
      'apps/widgets.yaml': [widget('knob'), widget('lever'), widget('held')].join('---\n'),
    });
    await run(['create', 'namespace', 'shop']);
  }, 240_000);
  afterAll(async () => {
    tree?.remove();
    rmSync(clones, { recursive: true, force: true });
    await server?.stop();
  });
  beforeEach(async () => {
    await applyAsFlux();
    await patch('knob', { op: 'replace', path: '/spec/size', value: 9 });
    const settings = { isWatched: false, intervalSeconds: 10 };
    ({ id: clusterId } = await storeCluster(database.db, server, tree, { connection, cluster: settings }));
    // The schema of a kind that was just defined comes a moment after it.
    await vi.waitFor(
      async () => {
        const { scan, kept } = await compared();
        kept.cluster.client.close();
        expect(scan.notCompared).toEqual([]);
      },
      { timeout: 30_000, interval: 500 },
    );
    before = await record();
    expect(before.states).toEqual({ 'Widget/knob': 'drifted' });
  }, 60_000);

  it('is not compared while its objects are removed, nor afterwards, and nothing is called missing', async () => {
    await patch('held', { op: 'add', path: '/metadata/finalizers', value: ['shop.example/held'] });
    const { kept: left } = await compared();
    const kept = keptOf(left);
    before = await record();
    await run(['delete', DEFINITION, '--wait=false']);
    await expect.poll(widgetsLeft, { timeout: 30_000 }).toBe(1);

    await makeRound(kept, true);
    expect(await record()).toEqual(before);
    expect(await cluster()).toMatchObject({ reason: expect.stringContaining('widgets.shop.example is being removed') });
    expect((await told()).map(({ subject }) => subject)).toEqual(['widgets.shop.example in shop']);
    expect(await record()).toEqual(before);

    await patch('held', { op: 'remove', path: '/metadata/finalizers' });
    await expect.poll(widgetsLeft, { timeout: 30_000 }).toBe(0);
    await run(['wait', '--for=delete', DEFINITION, '--timeout=60s']);
    await makeRound(kept, true);
    kept.cluster.client.close();
    expect(await told()).toMatchObject([{ reason: 'not_served', subject: 'Widget of shop.example/v1' }]);
    expect(await record()).toEqual(withoutDefinition());
  });

  it('is not compared while it is watched, and all is compared again when it is back', async () => {
    await database.db.cluster.update({ where: { id: clusterId }, data: { isWatched: true } });
    const { kept: left } = await compared();
    const kept = keptOf(left);
    const over = keepCluster(kept, []);
    try {
      await run(['delete', DEFINITION, '--timeout=60s']);
      const reason = async () => (await cluster()).reason;
      await expect.poll(reason, { timeout: 30_000 }).toMatch(/widgets\.shop\.example/);
      await expect.poll(record, { timeout: 30_000 }).toEqual(withoutDefinition());
      // As long as watches try again and rounds are made.
      await sleep(12_000);
      expect(await record()).toEqual(withoutDefinition());
      await applyAsFlux();
      const asked = () => database.db.clusterScan.findFirst({ where: { clusterId, status: 'queued', cause: 'kinds' } });
      await expect.poll(asked, { timeout: 60_000 }).not.toBeNull();
      await database.db.clusterScan.updateMany({ where: { clusterId, status: 'queued' }, data: { status: 'running' } });
      const { deps, left: again } = scanDeps(database.db, clones, () => new Date());
      deps.keeping.known = () => kept.memory;
      const { id } = await database.db.clusterScan.findFirstOrThrow({ where: { clusterId, status: 'running' } });
      await runClusterScan(deps, id, new AbortController().signal);
      for (const each of again) each.cluster.client.close();
      expect(await readScan(id)).toMatchObject({ verdict: 'stable', objects: 5, notCompared: [] });
      const { states, open } = await record();
      expect([new Set(Object.values(states)), open]).toEqual([new Set(['clean']), []]);
    } finally {
      kept.letGo();
      await over;
    }
  });

  it('is not compared by an account that may not read definitions either', async () => {
    const token = await serviceAccountToken(server, { name: 'little', rules: LITTLE });
    await connect({ ...connection, credentials: { kind: 'token', token } });
    await patch('held', { op: 'add', path: '/metadata/finalizers', value: ['shop.example/held'] });
    (await compared()).kept.cluster.client.close();
    before = await record();
    await run(['delete', DEFINITION, '--wait=false']);
    await expect.poll(widgetsLeft, { timeout: 30_000 }).toBe(1);
    expect(JSON.stringify(await told())).toMatch(/takes no objects any more.*may not be read/);
    expect(await record()).toEqual(before);
    await patch('held', { op: 'remove', path: '/metadata/finalizers' });
    await run(['wait', '--for=delete', DEFINITION, '--timeout=60s']);
  });
});
