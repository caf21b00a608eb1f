import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { clientOf } from '#lib/kubernetes/testing/reading.ts';
import { connectionTo, runStandIn } from '#lib/kubernetes/testing/stand-in.ts';
import type { JsonObject, KubeObject } from '#lib/kubernetes/types.ts';
import { bring, linesOf, scan } from './testing/scan.ts';
import { makeWorkTree, type TestWorkTree } from './testing/work-tree.ts';

const RBAC = 'rbac.authorization.k8s.io';
const ADMIN = { apiGroup: RBAC, kind: 'ClusterRole', name: 'cluster-admin' };
const binding = (kind: string, name: string, metadata: JsonObject = {}): KubeObject => ({
  ...{ apiVersion: `${RBAC}/v1`, kind, metadata: { name, ...metadata }, roleRef: ADMIN },
  subjects: [{ apiGroup: RBAC, kind: 'User', name: 'mallory' }],
});
const BACKDOOR = binding('ClusterRoleBinding', 'backdoor');
const SIDE_DOOR = binding('RoleBinding', 'side-door', { namespace: 'shop' });
const KEYS: KubeObject = {
  ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'keys', namespace: 'shop' }, data: { token: 'aGlkZGVu' } },
};
const HOOK: KubeObject = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingWebhookConfiguration',
  metadata: { name: 'rewrite' },
  webhooks: [],
};
const STORAGE: KubeObject = {
  ...{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' }, provisioner: 'example.test' },
};
const GIT: KubeObject = {
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'rates', namespace: 'shop' }, data: { most: '5' } },
};

describe('objects of kinds that git has nothing of', () => {
  const under = runStandIn([]);
  let tree: TestWorkTree;
  beforeAll(() => {
    tree = makeWorkTree({
      'apps/all.yaml': stringify(GIT),
      'storage/all.yaml': [GIT, { ...STORAGE, metadata: { name: 'slow' } }]
        .map((each) => stringify(each))
        .join('---\n'),
    });
  });
  afterAll(() => tree.remove());
  beforeEach(() => bring(under(), GIT));

  it('are found in the namespaces of git, and beside these where they decide on access or admission', async () => {
    const elsewhere = binding('RoleBinding', 'elsewhere', { namespace: 'not-of-git' });
    for (const each of [BACKDOOR, SIDE_DOOR, KEYS, HOOK, STORAGE, elsewhere]) under().cluster.put(each);
    const result = await scan(under().client, tree.folder);
    expect(linesOf(result)).toEqual([
      'extra ClusterRoleBinding/backdoor',
      'extra MutatingWebhookConfiguration/rewrite',
      'extra RoleBinding/side-door',
      'extra Secret/keys',
    ]);
    expect(result).toMatchObject({ verdict: 'drifted', objects: 1, notCompared: [] });
    const sideOf = (name: string) => result.comparisons.find(({ ref }) => ref.name === name)?.sides?.live;
    expect(sideOf('backdoor')).toContain('name: mallory');
    expect(sideOf('keys')).toContain('(hidden)');
  });

  it('are found of every kind without a namespace that git has some of', async () => {
    const folder = { path: 'storage', manager: 'kustomize-controller' };
    await bring(under(), { ...STORAGE, metadata: { name: 'slow' } });
    under().cluster.put(STORAGE);
    expect(linesOf(await scan(under().client, tree.folder, { folder }))).toEqual(['extra StorageClass/fast']);
  });

  it('are left to others where only some namespaces are compared', async () => {
    for (const each of [BACKDOOR, SIDE_DOOR]) under().cluster.put(each);
    const result = await scan(under().client, tree.folder, { namespaces: ['shop'] });
    expect(linesOf(result)).toEqual(['extra RoleBinding/side-door']);
    expect(under().cluster.requests.filter((path) => path.includes('/clusterrolebindings'))).toEqual([]);
  });

  it('are listed by their metadata alone', async () => {
    await scan(under().client, tree.folder);
    const { requests } = under().cluster;
    expect(requests.filter((path) => /namespaces\/shop\/secrets\?/.test(path))).toHaveLength(1);
  });

  it.each([
    ['secrets', 'stable', 'optedOut'],
    ['clusterrolebindings', 'unmeasured', 'notCompared'],
  ] as const)('where %s may not be read: %s', async (plural, verdict, where) => {
    under().cluster.addAccount('restricted', { plural });
    const client = clientOf(connectionTo(under().cluster, 'restricted'));
    const result = await scan(client, tree.folder);
    client.close();
    expect(result).toMatchObject({ verdict, objects: 1 });
    expect(result[where]).toMatchObject([
      { reason: 'forbidden', detail: expect.stringMatching(/^Git has nothing of it/) },
    ]);
  });
});
