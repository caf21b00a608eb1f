import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sealConnection } from '#lib/clusters/registry/open.ts';
import { runClusterScan } from '#lib/clusters/scans/run-scan.ts';
import { startClusterScan } from '#lib/clusters/scans/start.ts';
import { scanDeps } from '#lib/clusters/testing/jobs.ts';
import { storeCluster, TEST_KEY } from '#lib/clusters/testing/stored.ts';
import { makeWorkTree, type TestWorkTree } from '#lib/clusters/testing/work-tree.ts';
import { readKubeconfig } from '#lib/kubernetes/connection/kubeconfig.ts';
import type { ConnectionData } from '#lib/kubernetes/connection/types.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { type OnRecord, onRecord } from '#lib/testing/on-record.ts';
import { serversAvailable } from '../servers/available.ts';
import { kubectl } from '../servers/kubectl.ts';
import { type RealKubernetes, startKubernetes } from '../servers/kubernetes.ts';
import { serviceAccountToken } from '../servers/service-account.ts';
import { SHOP } from './fleet.ts';

const MANAGER = 'kustomize-controller';
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
const WIDGET = `apiVersion: shop.example/v1
kind: Widget
metadata: { name: knob, namespace: shop }
spec: { size: 1 }
`;

/** Reads all of git's kinds but those of access. */
const LITTLE = [
  { apiGroups: [''], resources: ['*'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: ['apps', 'networking.k8s.io', 'shop.example'], resources: ['*'], verbs: ['get', 'list', 'watch'] },
];

const database = testDatabase();
const clones = temporaryFolder('clones');

describe.runIf(serversAvailable())('a real cluster that does not give everything', { timeout: 120_000 }, () => {
  let server: RealKubernetes;
  let tree: TestWorkTree;
  let connection: ConnectionData;
  let clusterId: number;
  let before: OnRecord;
  let tokens: { gone: string; little: string };

  const run = async (args: string[], input?: string) => {
    const { exitCode, errors } = await kubectl(server, args, input);
    if (exitCode !== 0) throw new Error(`kubectl ${args.join(' ')}: ${errors}`);
  };
  const patch = (kind: string, name: string, operation: object) =>
    run(['patch', kind, name, '-n', 'shop', '--type=json', '-p', JSON.stringify([operation])]);

  async function compared() {
    const { deps, left } = scanDeps(database.db, clones, () => new Date());
    const { id } = await startClusterScan(deps.ctx, clusterId);
    await runClusterScan(deps, id, new AbortController().signal);
    for (const { cluster } of left) cluster.client.close();
    return database.db.clusterScan.findUniqueOrThrow({ where: { id } });
  }
  async function connect(data: ConnectionData): Promise<void> {
    const encryptedConnection = sealConnection(clusterId, data, Buffer.from(TEST_KEY, 'hex'));
    await database.db.cluster.update({ where: { id: clusterId }, data: { encryptedConnection } });
  }
  const withToken = (token: string): ConnectionData => ({ ...connection, credentials: { kind: 'token', token } });

  /** Compares, and expects these parts to be told and nothing else to change. */
  async function stays(told: RegExp) {
    const scan = await compared();
    expect(scan.status).toBe('finished');
    expect(scan.verdict).not.toBe('stable');
    expect(JSON.stringify([scan.reason, scan.notCompared])).toMatch(told);
    expect(await onRecord(database.db, { clusterId })).toEqual(before);
    return scan;
  }

  beforeAll(async () => {
    server = await startKubernetes();
    tree = makeWorkTree({ 'apps/all.yaml': SHOP, 'apps/widget.yaml': WIDGET });
    connection = readKubeconfig(readFileSync(server.kubeconfigPath, 'utf8'));
    await run(['create', 'namespace', 'shop']);
    await run(['apply', '-f', '-'], WIDGETS);
    await run(['wait', '--for=condition=Established', 'crd/widgets.shop.example', '--timeout=30s']);
    const files = join(tree.folder, 'apps');
    const applied = ['apply', '--server-side', `--field-manager=${MANAGER}`, '-f', files];
    await vi.waitFor(() => run(applied), { timeout: 30_000, interval: 500 });
    tokens = {
      gone: await serviceAccountToken(server, { name: 'gone', rules: LITTLE }),
      little: await serviceAccountToken(server, { name: 'little', rules: LITTLE }),
    };
    await patch('role', 'reader', { op: 'add', path: '/rules/0/verbs/-', value: 'delete' });
    await patch('widget', 'knob', { op: 'replace', path: '/spec/size', value: 9 });
    ({ id: clusterId } = await storeCluster(database.db, server, tree, { connection }));
    // The schema of a kind that was just defined comes a moment after it.
    await vi.waitFor(async () => expect((await compared()).notCompared).toEqual([]), {
      timeout: 30_000,
      interval: 500,
    });
    before = await onRecord(database.db, { clusterId });
    expect(before).toMatchObject({
      states: { 'Role/reader': 'drifted', 'Widget/knob': 'drifted' },
      over: [],
      incidents: expect.arrayContaining([expect.stringMatching(/^P0 Role shop\/reader .*[^)]$/)]),
    });
  }, 240_000);
  afterAll(async () => {
    tree?.remove();
    rmSync(clones, { recursive: true, force: true });
    await server?.stop();
  });

  it('its authority is not known', async () => {
    await connect({ ...connection, ca: null });
    expect(await stays(/authority/)).toMatchObject({ verdict: 'unmeasured', objects: 0 });
  });

  it('its account was removed', async () => {
    await run(['delete', 'serviceaccount', 'gone']);
    await connect(withToken(tokens.gone));
    expect(await stays(/401/)).toMatchObject({ verdict: 'unmeasured', objects: 0 });
  });

  it('its account may not read the kind that drifts', async () => {
    await connect(withToken(tokens.little));
    await stays(/forbidden.*roles|roles.*forbidden/s);
  });

  it('it is down, and nothing is news when it is back', async () => {
    await connect(connection);
    await server.stopApiServer();
    expect(await stays(/refused/)).toMatchObject({ verdict: 'unmeasured', objects: 0 });
    await server.startApiServer();
    expect(await compared()).toMatchObject({ verdict: 'drifted', notCompared: [] });
    expect(await onRecord(database.db, { clusterId })).toEqual(before);
  });

  it('it serves a kind at another version than git has it in', async () => {
    tree.commit({ 'apps/widget.yaml': WIDGET.replace('/v1', '/v2') });
    await stays(/shop\.example\/v1 only/);
    tree.commit({ 'apps/widget.yaml': WIDGET });
  });

  it('it knows a kind no more', async () => {
    await run(['delete', 'crd', 'widgets.shop.example', '--timeout=30s']);
    await stays(/CustomResourceDefinition/);
  });
});
