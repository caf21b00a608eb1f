import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { DEMO_CLUSTER_TOKEN } from '#demo/cluster/server.ts';
import { entryOf } from '#lib/kubernetes/testing/applied.ts';
import { GITOPS } from '#lib/kubernetes/testing/comparison.ts';
import { clientOf } from '#lib/kubernetes/testing/reading.ts';
import { connectionTo, runStandIn } from '#lib/kubernetes/testing/stand-in.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { objectIn } from '#lib/kubernetes/values/json.ts';
import { bring, linesOf, scan } from './testing/scan.ts';
import { makeWorkTree, type TestWorkTree } from './testing/work-tree.ts';

const configMap = (name: string, data: Record<string, string>, metadata = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop', ...metadata },
  data,
});
const RATES = configMap('rates', { perMinute: '60' });
const LIMITS = configMap('limits', { most: '5' }, { namespace: 'payments' });
const OWN = configMap(
  'own',
  {},
  { namespace: 'payments', annotations: { 'kustomize.toolkit.fluxcd.io/ssa': 'Ignore' } },
);
const KEYS: KubeObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'keys', namespace: 'shop' },
  data: { token: 'b3JpZ2luYWw=' },
};
const WEB: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } },
  },
};
const GIT = [RATES, LIMITS, KEYS, WEB];

const yaml = (...objects: readonly KubeObject[]) => objects.map((object) => stringify(object)).join('---\n');

describe('scanCluster with a folder', () => {
  const under = runStandIn([]);
  let tree: TestWorkTree;
  beforeAll(() => {
    tree = makeWorkTree({
      'apps/all.yaml': yaml(...GIT),
      'widgets/all.yaml': yaml(...GIT, { apiVersion: 'example.test/v1', kind: 'Widget', metadata: { name: 'w' } }),
      'optedOut/all.yaml': yaml(LIMITS, OWN),
      'other/all.yaml': yaml({ ...RATES, data: { perMinute: '90' } }),
      'broken/all.yaml': `${yaml(RATES)}---\nkind: [`,
    });
  });
  afterAll(() => tree.remove());
  beforeEach(async () => {
    for (const object of GIT) await bring(under(), object);
  });

  describe('and another one that asks for the same object otherwise', () => {
    const both = ['apps', 'other'].map((path) => ({ path, manager: GITOPS }));

    it.each(['60', '90', '120'])('takes %s for no drift, nor for clean', async (perMinute) => {
      await bring(under(), RATES, (live) => ({ ...live, data: { perMinute } }));
      const result = await scan(under().client, tree.folder, { folder: both });
      expect(result).toMatchObject({ verdict: 'unmeasured', objects: 3, optedOut: [] });
      expect(linesOf(result)).toEqual([]);
      expect(result.notCompared).toMatchObject([{ detail: /\(apps, other\).* only that it is there is looked at/ }]);
    });

    it('finds that neither is there', async () => {
      under().cluster.remove(RATES);
      const result = await scan(under().client, tree.folder, { folder: both });
      expect(linesOf(result)).toEqual(['missing ConfigMap/rates']);
    });
  });

  it('is stable where the cluster is as git says', async () => {
    const result = await scan(under().client, tree.folder);
    expect(result).toMatchObject({ verdict: 'stable', objects: 4, notCompared: [], serverVersion: 'v1.36.3' });
    expect(result.reason).toBe('4 objects compared, none differs from git.');
    expect(result.hashes.live).toBe(result.hashes.expected);
    expect(result.namespaces.map(({ namespace, objects, drifted }) => [namespace, objects, drifted])).toEqual([
      ['payments', 1, 0],
      ['shop', 3, 0],
    ]);
    expect(result.sources).toMatchObject([{ name: 'apps', repository: 'fleet' }]);
  });

  it('tells every difference in order, with the file, and shows no secret', async () => {
    const edit = entryOf('kubectl-edit', 'Update', { 'f:data': { 'f:debug': {} } }, 'v1');
    const data = { perMinute: '60', debug: '1' };
    await bring(under(), RATES, (live) => ({ ...live, data }), [edit]);
    await bring(under(), KEYS, (live) => ({ ...live, data: { token: 'b3RoZXI=' } }));
    under().cluster.remove(LIMITS);
    under().cluster.put(configMap('left-over', {}));
    const result = await scan(under().client, tree.folder);
    expect(linesOf(result)).toEqual([
      'missing ConfigMap/limits',
      'extra ConfigMap/left-over',
      'foreign ConfigMap/rates data.debug',
      'modified Secret/keys data.token',
    ]);
    expect(result).toMatchObject({ verdict: 'drifted', reason: '4 findings on 4 objects.', objects: 4 });
    expect(result.findings).toMatchObject({ missing: 1, extra: 1, foreign: 1, modified: 1, stale: 0 });
    expect(result.hashes.live).not.toBe(result.hashes.expected);
    expect(result.comparisons.map(({ ref, file }) => [ref.name, file])).toContainEqual(['rates', 'apps/all.yaml']);
    expect(JSON.stringify(result)).not.toMatch(/b3JpZ2luYWw=|b3RoZXI=/);
  });

  it('is unmeasured where a kind may not be read, and never calls its objects missing', async () => {
    under().cluster.addAccount('restricted', { plural: 'secrets' });
    const client = clientOf(connectionTo(under().cluster, 'restricted'));
    const result = await scan(client, tree.folder);
    client.close();
    expect(result).toMatchObject({ verdict: 'unmeasured', objects: 3 });
    expect(result.reason).toBe('3 objects compared, none differs from git. 2 parts could not be compared.');
    expect(result.notCompared).toMatchObject([
      // Git has none there, but somebody may have added one.
      { reason: 'forbidden', subject: 'secrets in payments' },
      { reason: 'forbidden', subject: 'secrets in shop' },
    ]);
    expect(result.notCompared[1]?.detail).toMatch(/^Git has 1 object there\. .*secrets is forbidden/);
  });

  it('is unmeasured where the server answers with something else', async () => {
    under().cluster.fault({ on: '/configmaps', fault: { kind: 'not-json' } });
    const result = await scan(under().client, tree.folder);
    expect(result).toMatchObject({ verdict: 'unmeasured', objects: 2 });
    expect(result.notCompared.map(({ subject }) => subject)).toEqual(['configmaps in payments', 'configmaps in shop']);
  });

  it('is unmeasured where the cluster lets nobody in', async () => {
    under().cluster.revoke(DEMO_CLUSTER_TOKEN);
    const result = await scan(under().client, tree.folder);
    expect(result).toMatchObject({ verdict: 'unmeasured', objects: 0, sources: [] });
    expect(result.reason).toMatch(/^Nothing was compared\. .*401/);
    expect(result.notCompared).toMatchObject([{ reason: 'unauthorized', subject: 'the cluster' }]);
  });

  it('tells kinds that are not served, opt-outs, and files that cannot be read', async () => {
    const of = (path: string) =>
      scan(under().client, tree.folder, { folder: { path, manager: 'kustomize-controller' } });
    const widgets = await of('widgets');
    expect(widgets).toMatchObject({ verdict: 'unmeasured', objects: 4 });
    expect(widgets.notCompared).toMatchObject([{ reason: 'not_served', subject: 'Widget of example.test/v1' }]);
    const optedOut = await of('optedOut');
    expect(optedOut).toMatchObject({
      verdict: 'stable',
      objects: 1,
      optedOut: [{ subject: 'ConfigMap payments/own' }],
    });
    // What the broken file holds may be what the cluster seems to have too much.
    const broken = await of('broken');
    expect(broken).toMatchObject({ verdict: 'unmeasured', findings: { extra: 0 } });
    expect(broken.notCompared).toMatchObject([{ reason: 'not_rendered', subject: 'broken/all.yaml' }]);
  });

  it('keeps to the namespaces that were asked for', async () => {
    const { objects, namespaces } = await scan(under().client, tree.folder, { namespaces: ['payments'] });
    expect({ objects, namespaces: namespaces.map(({ namespace }) => namespace) }).toEqual({
      objects: 1,
      namespaces: ['payments'],
    });
    expect(under().cluster.requests.filter((path) => path.includes('/shop/'))).toEqual([]);
  });

  describe('with an autoscaler', () => {
    const SCALE = entryOf('kube-controller-manager', 'Update', { 'f:spec': { 'f:replicas': {} } }, 'apps/v1');
    const scaled = (live: KubeObject) => ({ ...live, spec: { ...objectIn(live, 'spec'), replicas: 5 } });
    beforeEach(() => bring(under(), WEB, scaled, [{ ...SCALE, subresource: 'scale' }]));

    it('leaves the number of replicas to it', async () => {
      expect(linesOf(await scan(under().client, tree.folder))).toEqual(['modified Deployment/web spec.replicas']);
      under().cluster.put({
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'web', namespace: 'shop' },
        spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, maxReplicas: 9 },
      });
      expect(linesOf(await scan(under().client, tree.folder))).toEqual(['extra HorizontalPodAutoscaler/web']);
    });

    it('says that it does not know, where autoscalers may not be read', async () => {
      under().cluster.addAccount('restricted', { plural: 'horizontalpodautoscalers' });
      const client = clientOf(connectionTo(under().cluster, 'restricted'));
      const result = await scan(client, tree.folder);
      client.close();
      expect(result).toMatchObject({ verdict: 'unmeasured', findings: { modified: 0 } });
      expect(result.notCompared).toMatchObject([{ reason: 'forbidden', subject: 'spec.replicas of all objects' }]);
    });
  });
});
