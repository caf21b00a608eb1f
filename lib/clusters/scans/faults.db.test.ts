import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_CLUSTER_TOKEN, type DemoCluster, startDemoCluster } from '#demo/cluster/server.ts';
import { makeCertificates } from '#lib/kubernetes/testing/certificates.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { KUBE_MAX_ANSWER_BYTES } from '#lib/policy/thresholds.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { type OnRecord, onRecord } from '#lib/testing/on-record.ts';
import { sealConnection } from '../registry/open.ts';
import { scanDeps } from '../testing/jobs.ts';
import { putApplied, storeCluster, TEST_KEY, yamlOf } from '../testing/stored.ts';
import { makeWorkTree, type TestWorkTree } from '../testing/work-tree.ts';
import { runClusterScan } from './run-scan.ts';
import { startClusterScan } from './start.ts';

const database = testDatabase();
const going = new AbortController().signal;
const clones = temporaryFolder('clones');
const certificates = makeCertificates();
const NOW = new Date('2026-05-10T12:00:00Z');

const configMap = (name: string, value: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop' },
  data: { value },
});
const role = (verb: string): KubeObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: { name: 'reader', namespace: 'shop' },
  rules: [{ apiGroups: [''], resources: ['pods'], verbs: [verb] }],
});
const WIDGETS: KubeObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.shop.example' },
  spec: {
    group: 'shop.example',
    scope: 'Namespaced',
    names: { plural: 'widgets', singular: 'widget', kind: 'Widget', listKind: 'WidgetList' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } },
          },
        },
      },
    ],
  },
};
const widget = (size: number): KubeObject => ({
  apiVersion: 'shop.example/v1',
  kind: 'Widget',
  metadata: { name: 'knob', namespace: 'shop' },
  spec: { size },
});

let server: DemoCluster;
let tree: TestWorkTree;
let clusterId: number;
let before: OnRecord;

beforeEach(async () => {
  tree = makeWorkTree({
    'apps/maps.yaml': yamlOf(configMap('a', '1'), configMap('b', '1')),
    'apps/more/role.yaml': yamlOf(role('get')),
    'apps/widget.yaml': yamlOf(widget(1)),
  });
  server = await startDemoCluster({ objects: [WIDGETS] });
  await putApplied(server, configMap('b', '1'));
  await putApplied(server, configMap('a', '2'));
  await putApplied(server, role('*'));
  await putApplied(server, widget(2));
  server.put(configMap('left', 'x'));
  ({ id: clusterId } = await storeCluster(database.db, server, tree));
  await compared();
  before = await onRecord(database.db, { clusterId });
});
afterEach(async () => {
  tree.remove();
  await server.close();
});
afterAll(() => rmSync(clones, { recursive: true, force: true }));

/** Compares the cluster, and gives what was stored of that. */
async function compared() {
  const { deps, left } = scanDeps(database.db, clones, () => NOW);
  const { id } = await startClusterScan(deps.ctx, clusterId);
  await runClusterScan(deps, id, going);
  for (const { cluster } of left) cluster.client.close();
  const scan = await database.db.clusterScan.findUniqueOrThrow({ where: { id } });
  const cluster = await database.db.cluster.findUniqueOrThrow({ where: { id: clusterId } });
  return { scan, cluster };
}

/** Puts another connection in place of the stored one. */
async function connect(over: { server?: string; ca?: string | null; token?: string }): Promise<void> {
  const { server: address = server.url, ca = null, token = DEMO_CLUSTER_TOKEN } = over;
  const data = { server: address, ca, serverName: null, credentials: { kind: 'token' as const, token } };
  const encryptedConnection = sealConnection(clusterId, data, Buffer.from(TEST_KEY, 'hex'));
  await database.db.cluster.update({ where: { id: clusterId }, data: { encryptedConnection } });
}

/** Serves the cluster over TLS from now on. */
async function serveTls(tls: { cert: string; key: string }, ca: string | null): Promise<void> {
  await server.close();
  server = await startDemoCluster({ objects: [WIDGETS, configMap('b', '1')], tls });
  await connect({ ca });
}

const jwt = `e30.${Buffer.from(JSON.stringify({ exp: 1_000_000_000 })).toString('base64url')}.sig`;

it('what is known before something goes wrong', () => {
  expect(before).toEqual({
    states: {
      'ConfigMap/a': 'drifted',
      'ConfigMap/left': 'drifted',
      'Role/reader': 'drifted',
      'Widget/knob': 'drifted',
    },
    open: ['ConfigMap/a', 'ConfigMap/left', 'Role/reader', 'Widget/knob'],
    over: [],
    incidents: [expect.stringContaining('P0')],
  });
});

describe('a cluster that cannot be asked is not measured, and what is known of it stays', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['nothing listens', () => server.close(), /ECONNREFUSED|refused/],
    ['no such host', () => connect({ server: 'https://nowhere.invalid' }), /nowhere\.invalid/],
    ['a token that expired', () => connect({ token: jwt }), /the token expired on 2001-09-09/],
    ['a token with a line break', () => connect({ token: 'a\nb' }), /token must be one line/],
    ['an authority that is no certificate', () => connect({ ca: 'nonsense' }), /must be certificates in PEM/],
    ['an address of cloud metadata', () => connect({ server: 'https://169.254.169.254' }), /does not connect to/],
    [
      'a redirect to cloud metadata',
      () => {
        const headers = { location: 'http://169.254.169.254/latest/meta-data' };
        server.fault({ on: '/', fault: { kind: 'status', status: 302, headers } });
      },
      /redirects elsewhere/,
    ],
    ['an API server that is down', () => server.fault({ on: '/', fault: { kind: 'status', status: 503 } }), /HTTP 503/],
  ])('%s', async (_, spoil, reason) => {
    await spoil();
    const { scan, cluster } = await compared();
    expect(scan.verdict ?? 'unmeasured').toBe('unmeasured');
    expect(scan.reason).toMatch(reason);
    expect(cluster).toMatchObject({ verdict: 'unmeasured', reason: expect.stringMatching(reason) });
    expect(await onRecord(database.db, { clusterId })).toEqual(before);
  });

  it.skipIf(certificates === null).each<[string, 'server' | 'elsewhere' | 'expired', boolean, RegExp]>([
    ['a self-signed authority that was not entered', 'server', false, /authority/],
    ['a certificate of another server', 'elsewhere', true, /certificate/],
    ['a certificate that ended', 'expired', true, /certificate/],
  ])('%s', async (_, name, isTrusted, reason) => {
    if (certificates === null) return;
    await serveTls(certificates[name], isTrusted ? certificates.ca.cert : null);
    const { scan } = await compared();
    expect(scan).toMatchObject({ verdict: 'unmeasured', objects: 0, reason: expect.stringMatching(reason) });
    expect(await onRecord(database.db, { clusterId })).toEqual(before);
  });
});

describe('a part of a cluster that is not given', () => {
  /** Compares and expects nothing on record to change, and these parts to be told. */
  async function staysWith(told: readonly object[], over: Partial<OnRecord> = {}) {
    const { scan } = await compared();
    expect(scan.status).toBe('finished');
    expect(scan.verdict).not.toBe('stable');
    expect(scan.notCompared).toMatchObject(told);
    expect(await onRecord(database.db, { clusterId })).toEqual({ ...before, ...over });
    return scan;
  }
  const failing = (on: string) => server.fault({ on, fault: { kind: 'hang-up' } });

  it('schemas', async () => {
    failing('/openapi/v3');
    await staysWith(Array.from({ length: 3 }, () => ({ reason: 'unreachable' })));
  });

  it('one kind', async () => {
    failing('/roles?');
    await staysWith([{ reason: 'unreachable', subject: expect.stringContaining('roles') }]);
  });

  it('a kind whose definition was removed', async () => {
    server.remove(WIDGETS);
    server.remove(widget(2));
    await staysWith([{ reason: 'not_served', detail: expect.stringContaining('CustomResourceDefinition') }]);
  });

  it('a kind that is served at another version only', async () => {
    tree.commit({ 'apps/widget.yaml': yamlOf({ ...widget(1), apiVersion: 'shop.example/v2' }) });
    await staysWith([{ reason: 'not_served', detail: expect.stringContaining('shop.example/v1 only') }]);
  });

  it('objects that hold bytes that are no text', async () => {
    await putApplied(server, configMap('b', 'some-bytes'));
    server.fault({ on: '/configmaps?', fault: { kind: 'foreign-bytes', text: 'some-bytes' } });
    await staysWith([{ reason: 'unreadable', subject: 'configmaps shop/b' }]);
  });

  it('objects that are too large to be read', async () => {
    await putApplied(server, configMap('a', 'x'.repeat(KUBE_MAX_ANSWER_BYTES)));
    await staysWith([{ reason: 'too_large', subject: 'configmaps shop/a' }]);
  });

  it('an object without a name', async () => {
    const items = [{ metadata: {}, data: { value: '1' } }];
    const body = JSON.stringify({ kind: 'ConfigMapList', metadata: { resourceVersion: '9' }, items });
    server.fault({ on: '/configmaps?', fault: { kind: 'status', status: 200, body } });
    await staysWith([{ reason: 'unreadable', subject: expect.stringContaining('configmaps') }]);
  });
});

describe('a part of git that is not rendered', () => {
  it.each<[string, Record<string, string | Buffer>, RegExp]>([
    [
      'a file that is no UTF-8',
      { 'apps/maps.yaml': Buffer.from([0x61, 0x3a, 0xff]) },
      /maps\.yaml.* is not UTF-8 text/,
    ],
    ['a file that is no YAML', { 'apps/maps.yaml': 'kind: [\n' }, /maps\.yaml:\d+:\d+ is not valid YAML/],
    [
      'a kustomization without kustomize',
      { 'apps/kustomization.yaml': 'resources: [maps.yaml]\n' },
      /Install kustomize/,
    ],
    [
      'a folder with its own kustomization',
      { 'apps/more/kustomization.yaml': 'resources: [nowhere.yaml]\n' },
      /kustomize/,
    ],
  ])('%s', async (_, files, told) => {
    tree.commit(files);
    const { scan } = await compared();
    expect(scan.verdict).not.toBe('stable');
    expect(JSON.stringify(scan.notCompared)).toMatch(told);
    expect(await onRecord(database.db, { clusterId })).toEqual(before);
  });

  it('a folder that is gone', async () => {
    tree.rename('apps', 'elsewhere');
    const { scan } = await compared();
    expect(scan).toMatchObject({ verdict: 'unmeasured', notCompared: [{ reason: 'not_rendered' }] });
    expect(await onRecord(database.db, { clusterId })).toEqual(before);
  });
});

it('text that the database cannot hold is shown without it', async () => {
  await putApplied(server, configMap('b', 'nul \u0000, half a character \ud800'));
  expect((await compared()).scan).toMatchObject({ verdict: 'drifted', notCompared: [] });
  expect((await onRecord(database.db, { clusterId })).states).toMatchObject({ 'ConfigMap/b': 'drifted' });
});
