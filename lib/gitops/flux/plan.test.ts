import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { JsonObject, KubeObject } from '#lib/kubernetes/types.ts';
import { mergeValues, releaseNameOf, releaseSecretName } from './helm-release.ts';
import { planFlux } from './plan.ts';
import { readInventoryId } from './read-spec.ts';
import { readReleaseSecret } from './release-secret.ts';
import { commitOfRevision } from './sources.ts';

const SHA = '1111111111111111111111111111111111111111';
/** Literals are JSON, though their unions are not typed as such. */
const make = (
  apiVersion: string,
  kind: string,
  name: string,
  spec: object,
  status: object = {},
  namespace = 'flux-system',
): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace, generation: 2 },
  spec: spec as JsonObject,
  status: { observedGeneration: 2, ...status },
});
const repository = (ref: object = { branch: 'main' }, namespace = 'flux-system') =>
  make(
    'source.toolkit.fluxcd.io/v1',
    'GitRepository',
    'fleet',
    { url: 'https://git.test/fleet', ref, ignore: '/*' },
    { artifact: { revision: `main@sha1:${SHA}` } },
    namespace,
  );
const APPLIED = {
  lastAppliedRevision: `main@sha1:${SHA}`,
  inventory: { entries: [{ id: 'shop_web_apps_Deployment', v: 'v1' }] },
};
const FROM = { sourceRef: { kind: 'GitRepository', name: 'fleet' } };
const kustomization = (spec: object = {}, status: object = APPLIED) =>
  make(
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
    'apps',
    { path: './apps', prune: true, ...FROM, ...spec },
    status,
  );

test('a Kustomization of a repository is planned with all it says', () => {
  const spec = {
    targetNamespace: 'shop',
    patches: [{ patch: 'x', target: { kind: 'Deployment' } }],
    images: [{ name: 'nginx', newTag: '1' }],
    components: ['../c'],
    commonMetadata: { labels: { a: 'b' } },
    postBuild: {
      substitute: { x: '1' },
      substituteFrom: [
        { kind: 'ConfigMap', name: 'vars' },
        { kind: 'Secret', name: 's', optional: true },
      ],
    },
    ignore: [{ paths: ['/spec/replicas'], target: { kind: 'Deployment' } }],
    dependsOn: [{ name: 'infra' }],
  };
  const { kustomizations, notCompared } = planFlux([kustomization(spec), repository()]);
  expect(notCompared).toEqual([]);
  expect(kustomizations).toMatchObject([
    {
      name: 'apps',
      source: { url: 'https://git.test/fleet', branch: 'main', ignore: '/*' },
      applied: { commit: SHA, generation: 2 },
      prunes: true,
      ignoreRules: [{ paths: ['/spec/replicas'], target: { kind: 'Deployment' } }],
      inventory: [{ group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'web' }],
      spec: {
        path: './apps',
        targetNamespace: 'shop',
        namePrefix: null,
        commonMetadata: { labels: { a: 'b' }, annotations: {} },
        owner: { name: 'apps', namespace: 'flux-system' },
        postBuild: {
          isAlways: false,
          substituteFrom: [
            { name: 'vars', isOptional: false },
            { kind: 'Secret', isOptional: true },
          ],
        },
      },
    },
  ]);
});

test.each([
  ['suspended', kustomization({ suspend: true }), 'opted_out', 'is suspended'],
  ['for another cluster', kustomization({ kubeConfig: { secretRef: { name: 'x' } } }), 'opted_out', 'another cluster'],
  [
    'from an OCI repository',
    kustomization({ sourceRef: { kind: 'OCIRepository', name: 'x' } }),
    'not_rendered',
    'an OCI repository, which Tidemark does not read',
  ],
  ['from a bucket', kustomization({ sourceRef: { kind: 'Bucket', name: 'x' } }), 'not_rendered', 'a bucket'],
  ['from something new', kustomization({ sourceRef: { kind: 'Floppy', name: 'x' } }), 'not_rendered', 'kind Floppy'],
  [
    'without its source',
    kustomization({ sourceRef: { kind: 'GitRepository', name: 'x' } }),
    'not_rendered',
    'which is not there',
  ],
  [
    'from a source in another namespace that is not there',
    kustomization({ sourceRef: { kind: 'GitRepository', name: 'fleet', namespace: 'other' } }),
    'not_rendered',
    'other/fleet',
  ],
  ['never applied', kustomization({}, {}), 'not_rendered', 'not been applied yet:'],
  [
    'never built',
    kustomization({}, { conditions: [{ type: 'Ready', status: 'False', reason: 'BuildFailed' }] }),
    'not_rendered',
    'not been applied yet (BuildFailed):',
  ],
  [
    'changed since',
    kustomization({}, { ...APPLIED, observedGeneration: 1 }),
    'not_rendered',
    'has not applied the change',
  ],
])('a Kustomization %s is told as not compared', (_, object, reason, told) => {
  const { kustomizations, notCompared } = planFlux([object, repository()]);
  expect(kustomizations).toEqual([]);
  expect(notCompared).toMatchObject([
    { reason, subject: 'Kustomization flux-system/apps', detail: expect.stringContaining(told) },
  ]);
});

test('a source may lie in another namespace, and follow what it likes', () => {
  const reference = { sourceRef: { kind: 'GitRepository', name: 'fleet', namespace: 'team' } };
  const branch = (ref: object) =>
    planFlux([kustomization(reference), repository(ref, 'team')]).kustomizations[0]?.source.branch;
  expect(branch({})).toBe('master');
  expect(branch({ name: 'refs/heads/x' })).toBe('x');
  for (const ref of [{ tag: 'v1' }, { semver: '1.x' }, { name: 'refs/tags/v1' }, { commit: SHA }])
    expect(branch(ref)).toBeNull();
});

test.each([
  [`main@sha1:${SHA}`, SHA],
  [`main/${SHA}`, SHA],
  [`sha1:${SHA}`, null],
  [SHA, SHA],
  [`v1.0.0@sha256:${'a'.repeat(64)}`, 'a'.repeat(64)],
  ['latest', null],
])('the commit of %s is %s', (revision, commit) => {
  expect(commitOfRevision(revision)).toBe(commit);
});

test.each([
  ['shop_web_apps_Deployment', { namespace: 'shop', name: 'web', group: 'apps', kind: 'Deployment' }],
  ['_shop__Namespace', { namespace: null, name: 'shop', group: '', kind: 'Namespace' }],
  [
    '_system__node_rbac.authorization.k8s.io_ClusterRole',
    { namespace: null, name: 'system:node', group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
  ],
  ['nonsense', null],
])('inventory id %s', (id, expected) => {
  expect(readInventoryId(id)).toEqual(expected);
});

const release = (spec: object, status: object = {}) =>
  make('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'web', spec, status, 'shop');
const CHART = {
  chart: {
    spec: { chart: './charts/web', sourceRef: { kind: 'GitRepository', name: 'fleet', namespace: 'flux-system' } },
  },
};

const INSTALLED = {
  conditions: [{ type: 'Ready', status: 'True', reason: 'InstallSucceeded' }],
  history: [
    {
      name: 'prod-web',
      version: 7,
      status: 'deployed',
      chartVersion: '0.1.0',
      lastDeployed: '2026-03-01T12:00:00Z',
    },
  ],
};

test('a HelmRelease with its chart in git is planned', () => {
  const driftDetection = { ignore: [{ paths: ['/spec/replicas'] }] };
  const spec = {
    ...CHART,
    driftDetection,
    targetNamespace: 'prod',
    valuesFrom: [{ kind: 'ConfigMap', name: 'v' }],
    values: { a: 1 },
  };
  const { releases } = planFlux([release(spec, INSTALLED), repository()]);
  expect(releases).toMatchObject([
    {
      chart: './charts/web',
      installed: { commit: SHA, chartVersion: '0.1.0', isOfCommit: false, deployedAt: '2026-03-01T12:00:00Z' },
      ignoreRules: [{ paths: ['/spec/replicas'], target: null }],
      release: { name: 'prod-web', namespace: 'prod', storageNamespace: 'shop', version: 7 },
      valuesFrom: [{ name: 'v', key: 'values.yaml' }],
      values: { a: 1 },
    },
  ]);
  expect(releases.map((each) => releaseSecretName(each.release))).toEqual(['sh.helm.release.v1.prod-web.v7']);
});

test.each([
  [
    'from a Helm repository',
    { chart: { spec: { chart: 'x', sourceRef: { kind: 'HelmRepository', name: 'x' } } } },
    'a Helm repository',
  ],
  ['from a chart reference', { chartRef: { kind: 'OCIRepository', name: 'x' } }, 'an OCI repository'],
  ['suspended', { ...CHART, suspend: true }, 'is suspended'],
  ['with postRenderers', { ...CHART, postRenderers: [{ kustomize: {} }] }, 'postRenderers'],
  ['with a targetPath', { ...CHART, valuesFrom: [{ kind: 'Secret', name: 'x', targetPath: 'a.b' }] }, 'targetPath'],
])('a HelmRelease %s is told as not compared', (_, spec, told) => {
  const { releases, notCompared } = planFlux([release(spec), repository()]);
  expect(releases).toEqual([]);
  expect(notCompared).toMatchObject([{ detail: expect.stringContaining(told) }]);
});

test('what helm-controller says of drift is read from its condition', () => {
  const conditions = [
    { type: 'Ready', status: 'True' },
    {
      type: 'Drifted',
      status: 'True',
      message: 'Deployment/shop/web changed',
      lastTransitionTime: '2026-03-01T12:00:00Z',
    },
  ];
  expect(planFlux([release({ ...CHART, suspend: true }, { conditions })]).drifted).toEqual([
    { namespace: 'shop', name: 'web', message: 'Deployment/shop/web changed', since: '2026-03-01T12:00:00Z' },
  ]);
});

test('a long name of a release is cut as helm-controller does', () => {
  const { name } = releaseNameOf({ ...release({}), metadata: { name: 'a'.repeat(60) } });
  expect(name).toMatch(/^a{40}-[0-9a-f]{12}$/);
  expect(releaseSecretName(releaseNameOf(release({})))).toBeNull();
});

test('values are merged by mappings', () => {
  expect(mergeValues({ a: { b: 1, c: [1] }, d: 1 }, { a: { c: [2] }, d: { e: 1 } })).toEqual({
    a: { b: 1, c: [2] },
    d: { e: 1 },
  });
});

const stored = (content: string | Buffer, type = 'helm.sh/release.v1'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  type,
  metadata: { name: 'sh.helm.release.v1.web.v7' },
  data: { release: Buffer.from(Buffer.from(content).toString('base64')).toString('base64') },
});

test('the release that Helm keeps is read', () => {
  const manifest =
    '---\n# Source: web/templates/a.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: "yes"}\n---\nbroken: [\n';
  const json = JSON.stringify({ name: 'web', namespace: 'shop', version: 7, info: { status: 'deployed' }, manifest });
  for (const content of [gzipSync(json), json]) {
    expect(readReleaseSecret(stored(content))).toMatchObject({
      name: 'web',
      version: 7,
      status: 'deployed',
      objects: [{ object: { metadata: { name: 'a' }, data: { x: 'yes' } } }],
      notCompared: [{ reason: 'not_rendered' }],
    });
  }
});

test.each([
  ['another Secret', stored('{}', 'Opaque')],
  ['damaged', stored(Buffer.from([0x1f, 0x8b, 1, 2, 3]))],
  ['no JSON', stored('hello')],
  ['a bomb', stored(gzipSync(Buffer.alloc(70_000_000)))],
])('a Secret that is %s is refused', (_, secret) => {
  expect(() => readReleaseSecret(secret)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
});
