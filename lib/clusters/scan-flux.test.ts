import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { GITOPS } from '#lib/kubernetes/testing/comparison.ts';
import { runStandIn } from '#lib/kubernetes/testing/stand-in.ts';
import type { JsonObject, KubeObject } from '#lib/kubernetes/types.ts';
import { definition, fluxObject as flux } from './testing/flux.ts';
import { bring, linesOf, scan } from './testing/scan.ts';
import { makeWorkTree, type TestWorkTree } from './testing/work-tree.ts';

const REMOTE = 'https://git.example.test/fleet.git';

const DEFINITIONS = [
  definition('kustomize.toolkit.fluxcd.io', 'kustomizations', 'Kustomization'),
  definition('source.toolkit.fluxcd.io', 'gitrepositories', 'GitRepository'),
  definition('helm.toolkit.fluxcd.io', 'helmreleases', 'HelmRelease'),
];

const repository = (name: string, url: string) =>
  flux('source.toolkit.fluxcd.io/v1', 'GitRepository', name, { url, ref: { branch: 'main' } });

const kustomization = (name: string, commit: string, spec: JsonObject = {}) =>
  flux(
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
    name,
    { path: `./${name}`, prune: true, sourceRef: { kind: 'GitRepository', name: 'fleet' }, ...spec },
    { lastAppliedRevision: `main@sha1:${commit}` },
  );

const configMap = (name: string, owner: string | null, data: JsonObject = { key: 'value' }): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name,
    namespace: 'shop',
    ...(owner !== null && {
      labels: {
        'kustomize.toolkit.fluxcd.io/name': owner,
        'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
      },
    }),
  },
  data,
});

describe('scanCluster with the Flux objects of a cluster', () => {
  const under = runStandIn([...DEFINITIONS, repository('fleet', REMOTE)]);
  let tree: TestWorkTree;
  let applied: string;
  beforeAll(() => {
    tree = makeWorkTree({ 'apps/a.yaml': stringify(configMap('a', null, { key: 'value' })) }, REMOTE);
    applied = tree.commit({ 'apps/b.yaml': stringify(configMap('b', null, { key: `\${WORD}\${TAIL}` })) });
    // Newer than what Flux applied: no drift.
    tree.commit({ 'apps/c.yaml': stringify(configMap('c', null)) });
  });
  afterAll(() => tree.remove());
  beforeEach(async () => {
    const postBuild = { substituteFrom: ['ConfigMap', 'Secret'].map((kind) => ({ kind, name: 'words' })) };
    under().cluster.put(kustomization('apps', applied, { postBuild }));
    const metadata = { name: 'words', namespace: 'flux-system' };
    under().cluster.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { WORD: 'substituted' } });
    under().cluster.put({ apiVersion: 'v1', kind: 'Secret', metadata, data: { TAIL: 'IQ==' } });
    await bring(under(), configMap('a', 'apps'));
    await bring(under(), configMap('b', 'apps', { key: 'substituted!' }));
  });

  const scanned = () => scan(under().client, tree.folder, { folder: null });

  it('compares at the commit that Flux applied, with the variables of the cluster', async () => {
    const result = await scanned();
    expect(linesOf(result)).toEqual([]);
    expect(result).toMatchObject({ verdict: 'stable', objects: 2, notCompared: [] });
    expect(result.sources).toEqual([
      { name: 'Kustomization flux-system/apps', repository: 'fleet', path: './apps', commit: applied, problem: null },
    ]);
  });

  it('says that what differs may be on its way while Flux applies a newer commit', async () => {
    await bring(under(), configMap('a', 'apps', { key: 'newer' }));
    const { reason } = await scanned();
    expect(reason).not.toContain('Flux');
    const artifact = { revision: `main@sha1:${'2'.repeat(40)}` };
    under().cluster.put({ ...repository('fleet', REMOTE), status: { observedGeneration: 1, artifact } });
    expect((await scanned()).reason).toMatch(/^1 finding on 1 object\. Flux is at work on something newer: /);
  });

  it('leaves fields alone that Flux is told to ignore, of the objects that are meant', async () => {
    await bring(under(), configMap('a', 'apps', { key: 'other' }));
    await bring(under(), configMap('b', 'apps', { key: 'other' }));
    const ignore = [{ paths: ['/data/key'], target: { kind: 'ConfigMap', name: 'a|z' } }];
    const postBuild = { substitute: { WORD: 'substituted' } };
    under().cluster.put(kustomization('apps', applied, { postBuild, ignore }));
    expect(linesOf(await scanned())).toEqual(['modified ConfigMap/b data.key']);
  });

  it('fetches no address because a cluster names it, and calls nothing of its objects extra', async () => {
    under().cluster.put(repository('elsewhere', 'https://git.example.test/elsewhere'));
    under().cluster.put(kustomization('others', applied, { sourceRef: { kind: 'GitRepository', name: 'elsewhere' } }));
    under().cluster.put(configMap('d', 'others'));
    const result = await scanned();
    expect(result).toMatchObject({ verdict: 'unmeasured', objects: 2, findings: { extra: 0 } });
    expect(result.notCompared).toMatchObject([{ reason: 'not_rendered', subject: 'Kustomization flux-system/others' }]);
    expect(result.notCompared[0]?.detail).toContain('https://git.example.test/elsewhere, which was not named');
  });

  it('finds what was left behind, and what came beside', async () => {
    under().cluster.put(configMap('left-behind', 'apps'));
    under().cluster.put(configMap('by-hand', null));
    expect(linesOf(await scanned())).toEqual(['extra ConfigMap/by-hand', 'extra ConfigMap/left-behind']);
  });

  it('tells what is suspended, what is a chart, and which commit is not here', async () => {
    under().cluster.put(kustomization('apps', applied, { suspend: true }));
    under().cluster.put(kustomization('lost', '1'.repeat(40)));
    under().cluster.put(kustomization('far', applied, { kubeConfig: { secretRef: { name: 'far' } } }));
    const chart = { spec: { chart: './chart', sourceRef: { kind: 'GitRepository', name: 'fleet' } } };
    const drifted = { type: 'Drifted', status: 'True', message: 'Deployment/cache changed' };
    under().cluster.put(
      flux('helm.toolkit.fluxcd.io/v1', 'HelmRelease', 'cache', { chart }, { conditions: [drifted] }),
    );
    const result = await scanned();
    expect(result).toMatchObject({ verdict: 'unmeasured', objects: 0 });
    expect(result.notCompared.map(({ subject, detail }) => [subject, detail])).toEqual([
      [
        'HelmRelease flux-system/cache',
        expect.stringMatching(/has not been installed yet.* drifted: Deployment\/cache changed$/),
      ],
      ['Kustomization flux-system/apps', expect.stringContaining('is suspended')],
      ['Kustomization flux-system/lost', expect.stringContaining('fetch it into this folder')],
    ]);
    expect(result.optedOut).toMatchObject([{ subject: 'Kustomization flux-system/far' }]);
  });

  it('says what to name where no Flux is', async () => {
    for (const each of DEFINITIONS) under().cluster.remove(each);
    const result = await scanned();
    expect(result).toMatchObject({ verdict: 'unmeasured', objects: 0 });
    expect(result.notCompared[0]?.detail).toContain('--path');
  });

  it('leaves to Flux what Flux applied where a folder is named', async () => {
    under().cluster.put(configMap('d', 'apps'));
    const folder = { path: 'apps', manager: GITOPS };
    const { comparisons } = await scan(under().client, tree.folder, { folder });
    expect(comparisons.filter(({ source }) => source === null)).toEqual([]);
  });
});
