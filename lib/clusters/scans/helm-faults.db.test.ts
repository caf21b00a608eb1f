import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { type DemoCluster, startDemoCluster } from '#demo/cluster/server.ts';
import { helmStub } from '#lib/gitops/helm/testing/stub.ts';
import type { Tool } from '#lib/gitops/types.ts';
import { entryOf } from '#lib/kubernetes/testing/applied.ts';
import type { JsonObject, KubeObject } from '#lib/kubernetes/types.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { type OnRecord, onRecord } from '#lib/testing/on-record.ts';
import { definition, fluxObject } from '../testing/flux.ts';
import { scanDeps } from '../testing/jobs.ts';
import { storeCluster } from '../testing/stored.ts';
import { makeWorkTree, type TestWorkTree } from '../testing/work-tree.ts';
import { runClusterScan } from './run-scan.ts';
import { startClusterScan } from './start.ts';

const database = testDatabase();
const clones = temporaryFolder('clones');
const NOW = new Date('2026-05-10T12:00:00Z');

/** Renders the one template of the chart as it stands. */
const { folder: bin, ...HELM } = helmStub(
  "console.log(require('fs').readFileSync(process.argv[4] + '/templates/role.yaml', 'utf8'));",
);

const role = (verb: string): KubeObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: {
    name: 'reader',
    namespace: 'shop',
    labels: {
      'helm.toolkit.fluxcd.io/name': 'web',
      'helm.toolkit.fluxcd.io/namespace': 'flux-system',
      'app.kubernetes.io/managed-by': 'Helm',
    },
    annotations: { 'meta.helm.sh/release-name': 'shop-web', 'meta.helm.sh/release-namespace': 'shop' },
    uid: 'u1',
    managedFields: [entryOf('helm-controller', 'Update', { 'f:rules': {} }, 'rbac.authorization.k8s.io/v1')],
  },
  rules: [{ apiGroups: [''], resources: ['pods'], verbs: [verb] }],
});
const TEMPLATE = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader }
rules: [{ apiGroups: [""], resources: [pods], verbs: [get] }]
`;

let server: DemoCluster;
let tree: TestWorkTree;
let commit: string;
let clusterId: number;
let before: OnRecord;

beforeEach(async () => {
  tree = makeWorkTree({ 'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n' });
  commit = tree.commit({ 'charts/web/templates/role.yaml': TEMPLATE });
  const definitions = [
    definition('kustomize.toolkit.fluxcd.io', 'kustomizations', 'Kustomization'),
    definition('source.toolkit.fluxcd.io', 'gitrepositories', 'GitRepository'),
    definition('helm.toolkit.fluxcd.io', 'helmreleases', 'HelmRelease'),
  ];
  server = await startDemoCluster({ objects: [...definitions, role('*')] });
  putCommit(commit);
  server.put(release());
  ({ id: clusterId } = await storeCluster(database.db, server, tree));
  await database.db.clusterSource.updateMany({ where: { clusterId }, data: { path: null, manager: null } });
  expect((await compared()).verdict).toBe('drifted');
  before = await onRecord(database.db, { clusterId });
  expect(before).toMatchObject({
    states: { 'Role/reader': 'drifted' },
    incidents: [expect.stringContaining('P0')],
  });
});
afterEach(async () => {
  tree.remove();
  await server.close();
});
afterAll(() => {
  for (const folder of [clones, bin]) rmSync(folder, { recursive: true, force: true });
});

function putCommit(at: string): void {
  const { href: url } = pathToFileURL(tree.folder);
  const status = { artifact: { revision: `main@sha1:${at}` } };
  const spec = { url, ref: { branch: 'main' } };
  server.put(fluxObject('source.toolkit.fluxcd.io/v1', 'GitRepository', 'fleet', spec, status));
}

function release(spec: JsonObject = {}, ready = 'True'): KubeObject {
  const sourceRef = { kind: 'GitRepository', name: 'fleet' };
  const chart = { spec: { chart: './charts/web', sourceRef, reconcileStrategy: 'Revision' } };
  const chartVersion = `1.0.0+${commit.slice(0, 12)}`;
  const history = [
    { name: 'shop-web', version: 1, status: 'deployed', chartVersion, lastDeployed: '2026-05-10T11:00:00Z' },
  ];
  const status = { history, conditions: [{ type: 'Ready', status: ready, reason: 'Told' }] };
  const whole = { chart, targetNamespace: 'shop', ...spec };
  return fluxObject('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'web', whole, status);
}

async function compared(helm: Tool | null = HELM) {
  const { deps, left } = scanDeps(database.db, clones, () => NOW);
  const { id } = await startClusterScan(deps.ctx, clusterId);
  await runClusterScan({ ...deps, tools: { kustomize: null, helm } }, id, new AbortController().signal);
  for (const { cluster } of left) cluster.client.close();
  return database.db.clusterScan.findUniqueOrThrow({ where: { id } });
}

it.each<[string, () => void, RegExp]>([
  ['the release is suspended', () => server.put(release({ suspend: true })), /suspended/],
  ['it is being upgraded', () => server.put(release({}, 'Unknown')), /being installed or upgraded/],
  ['its upgrade failed', () => server.put(release({}, 'False')), /not ready \(Told\)/],
  ['it was removed with its definition', removeReleases, /no Kustomization or HelmRelease/],
  ['releases cannot be read', () => failing('/helmreleases'), /helmreleases/],
  ['its source is at a newer commit', () => putCommit('1'.repeat(40)), /git is at 111111111111/],
  [
    'its values may not be read',
    () => {
      failing('/secrets/values');
      server.put(release({ valuesFrom: [{ kind: 'Secret', name: 'values' }] }));
    },
    /Secret values, which cannot be read/,
  ],
])('%s: not compared, and what was known stays', async (_, spoil, told) => {
  spoil();
  await staysWith(await compared(), told);
});

it('helm is not there: not compared, and what was known stays', async () => {
  await staysWith(await compared(null), /Install helm 3/);
});

it('what somebody put back is clean again', async () => {
  server.put(role('get'));
  expect(await compared()).toMatchObject({ verdict: 'stable', objects: 1 });
  expect((await onRecord(database.db, { clusterId })).states).toEqual({ 'Role/reader': 'clean' });
});

async function staysWith(scan: Awaited<ReturnType<typeof compared>>, told: RegExp): Promise<void> {
  expect(scan.verdict).toBe('unmeasured');
  expect(JSON.stringify(scan.notCompared)).toMatch(told);
  expect(await onRecord(database.db, { clusterId })).toEqual(before);
}

function removeReleases(): void {
  server.remove(release());
  server.remove(definition('helm.toolkit.fluxcd.io', 'helmreleases', 'HelmRelease'));
}

function failing(on: string): void {
  server.fault({ on, fault: { kind: 'status', status: 403 } });
}
