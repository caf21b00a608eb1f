import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { type DemoCluster, startDemoCluster } from '#demo/cluster/server.ts';
import type { JsonObject, KubeObject } from '#lib/kubernetes/types.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { type OnRecord, onRecord } from '#lib/testing/on-record.ts';
import { scanDeps } from '../testing/jobs.ts';
import { putApplied, storeCluster, yamlOf } from '../testing/stored.ts';
import { makeWorkTree, type TestWorkTree } from '../testing/work-tree.ts';
import { runClusterScan } from './run-scan.ts';
import { startClusterScan } from './start.ts';

const database = testDatabase();
const clones = temporaryFolder('clones');
const NOW = new Date('2026-05-10T12:00:00Z');

const definition = (group: string, plural: string, kind: string): KubeObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: { plural, singular: kind.toLowerCase(), kind, listKind: `${kind}List` },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
});
const KUSTOMIZATIONS = definition('kustomize.toolkit.fluxcd.io', 'kustomizations', 'Kustomization');
const REPOSITORIES = definition('source.toolkit.fluxcd.io', 'gitrepositories', 'GitRepository');

const flux = (apiVersion: string, kind: string, name: string, spec: JsonObject, status: JsonObject): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'flux-system', generation: 1 },
  spec,
  status: { observedGeneration: 1, ...status },
});
const kustomization = (commit: string, spec: JsonObject = {}) =>
  flux(
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
    'apps',
    { path: './apps', prune: true, sourceRef: { kind: 'GitRepository', name: 'fleet' }, ...spec },
    { lastAppliedRevision: `main@sha1:${commit}` },
  );
const role = (verb: string): KubeObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: { name: 'reader', namespace: 'shop' },
  rules: [{ apiGroups: [''], resources: ['pods'], verbs: [verb] }],
});
const configMap = (name: string, value: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop' },
  data: { value },
});
const LABELS = {
  'kustomize.toolkit.fluxcd.io/name': 'apps',
  'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
};
const owned = (object: KubeObject): KubeObject => ({ ...object, metadata: { ...object.metadata, labels: LABELS } });
const VARIABLES = { postBuild: { substituteFrom: [{ kind: 'Secret', name: 'words', optional: true }] } };
const WORDS: KubeObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'words', namespace: 'flux-system' },
  data: { WORD: Buffer.from('said').toString('base64') },
};

let server: DemoCluster;
let tree: TestWorkTree;
let commit: string;
let clusterId: number;
let before: OnRecord;

beforeEach(async () => {
  tree = makeWorkTree({ 'apps/role.yaml': yamlOf(role('get')) });
  commit = tree.commit({ 'apps/maps.yaml': yamlOf(configMap('a', '1'), configMap('b', `\${WORD:-unsaid}`)) });
  const { href: url } = pathToFileURL(tree.folder);
  const source = flux('source.toolkit.fluxcd.io/v1', 'GitRepository', 'fleet', { url, ref: { branch: 'main' } }, {});
  server = await startDemoCluster({
    objects: [KUSTOMIZATIONS, REPOSITORIES, source, kustomization(commit, VARIABLES), WORDS],
  });
  await putApplied(server, owned(role('*')));
  await putApplied(server, owned(configMap('a', '2')));
  await putApplied(server, owned(configMap('b', 'said')));
  server.put(configMap('by-hand', 'x'));
  ({ id: clusterId } = await storeCluster(database.db, server, tree));
  await database.db.clusterSource.updateMany({ where: { clusterId }, data: { path: null, manager: null } });
  await compared();
  before = await onRecord(database.db, { clusterId });
  expect(before).toMatchObject({
    states: { 'ConfigMap/a': 'drifted', 'ConfigMap/by-hand': 'drifted', 'Role/reader': 'drifted' },
    incidents: [expect.stringContaining('P0')],
  });
});
afterEach(async () => {
  tree.remove();
  await server.close();
});
afterAll(() => rmSync(clones, { recursive: true, force: true }));

async function compared() {
  const { deps, left } = scanDeps(database.db, clones, () => NOW);
  const { id } = await startClusterScan(deps.ctx, clusterId);
  await runClusterScan(deps, id, new AbortController().signal);
  for (const { cluster } of left) cluster.client.close();
  return database.db.clusterScan.findUniqueOrThrow({ where: { id } });
}

it.each<[string, () => void, RegExp]>([
  [
    'Flux was removed with its definitions',
    () => {
      server.remove(kustomization(commit));
      for (const each of [KUSTOMIZATIONS, REPOSITORIES]) server.remove(each);
    },
    /no Kustomization/,
  ],
  ['its Kustomizations cannot be read', () => failing('/kustomizations'), /kustomizations/],
  ['its GitRepositories cannot be read', () => failing('/gitrepositories'), /gitrepositories/],
  ['its Kustomization is suspended', () => server.put(kustomization(commit, { suspend: true })), /suspended/],
  ['the commit that it applied is nowhere', () => server.put(kustomization('1'.repeat(40), VARIABLES)), /1111111/],
  ['the folder that it applies is gone', () => server.put(kustomization(commit, { path: './none' })), /no folder none/],
  ['optional variables may not be read', () => failing('/secrets/words'), /Secret words/],
])('%s: not compared, and what was known stays', async (_, spoil, told) => {
  spoil();
  const scan = await compared();
  expect(scan.verdict).toBe('unmeasured');
  expect(JSON.stringify(scan.notCompared)).toMatch(told);
  expect(await onRecord(database.db, { clusterId })).toEqual(before);
});

it('git is away: the commit that Flux applied is taken where it was read before, and told with its age', async () => {
  tree.remove();
  const scan = await compared();
  expect(scan).toMatchObject({
    verdict: 'drifted',
    sources: [{ commit, problem: expect.stringContaining('It was last read on 2026-05-10T12:00:00.000Z') }],
  });
  expect(await onRecord(database.db, { clusterId })).toEqual(before);
});

it('a branch that was pushed by force is compared at the commit that Flux applied', async () => {
  tree.rewrite({ 'apps/role.yaml': yamlOf(role('*')) });
  expect(await compared()).toMatchObject({ verdict: 'drifted', sources: [{ commit, problem: null }] });
  expect(await onRecord(database.db, { clusterId })).toEqual(before);
});

function failing(on: string): void {
  server.fault({ on, fault: { kind: 'status', status: 403 } });
}
