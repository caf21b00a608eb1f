import { rmSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { helmStub } from '#lib/gitops/helm/testing/stub.ts';
import { runStandIn } from '#lib/kubernetes/testing/stand-in.ts';
import type { JsonObject, KubeObject } from '#lib/kubernetes/types.ts';
import { definition, fluxObject } from './testing/flux.ts';
import { bring, linesOf, scan } from './testing/scan.ts';
import { makeWorkTree, type TestWorkTree } from './testing/work-tree.ts';

const REMOTE = 'https://git.example.test/fleet.git';
const SUBJECT = 'HelmRelease flux-system/web';

/** Renders every template of a chart as it stands, with the release's value for `VALUE`. */
const STUB = `
const { readdirSync, readFileSync } = require('fs');
const words = process.argv.slice(2);
const { value = 'none' } = JSON.parse(readFileSync(words[words.indexOf('--values') + 1], 'utf8'));
for (const name of readdirSync(words[2] + '/templates')) {
  const text = readFileSync(words[2] + '/templates/' + name, 'utf8');
  console.log('---\\n# Source: web/templates/' + name + '\\n' + text.replace('VALUE', value));
}`;

const CHART = {
  'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  'charts/web/templates/map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: map}\ndata: {key: VALUE}\n',
};

const METADATA = {
  labels: {
    'helm.toolkit.fluxcd.io/name': 'web',
    'helm.toolkit.fluxcd.io/namespace': 'flux-system',
    'app.kubernetes.io/managed-by': 'Helm',
  },
  annotations: { 'meta.helm.sh/release-name': 'shop-web', 'meta.helm.sh/release-namespace': 'shop' },
};

const map = (key: string, metadata: JsonObject = METADATA): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'map', namespace: 'shop', ...metadata },
  data: { key },
});

/** What Helm has on record; `key` of the ConfigMap as it was installed. */
function record(key: string): KubeObject {
  const manifest = `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: map}\ndata: {key: ${key}}\n`;
  const release = JSON.stringify({ name: 'shop-web', version: 1, info: { status: 'deployed' }, manifest });
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'helm.sh/release.v1',
    metadata: { name: 'sh.helm.release.v1.shop-web.v1', namespace: 'flux-system' },
    data: { release: Buffer.from(gzipSync(release).toString('base64')).toString('base64') },
  };
}

describe('scanCluster with HelmReleases', () => {
  const under = runStandIn([
    definition('source.toolkit.fluxcd.io', 'gitrepositories', 'GitRepository'),
    definition('kustomize.toolkit.fluxcd.io', 'kustomizations', 'Kustomization'),
    definition('helm.toolkit.fluxcd.io', 'helmreleases', 'HelmRelease'),
  ]);
  const { folder, ...helm } = helmStub(STUB);
  let tree: TestWorkTree;
  let commit: string;
  beforeAll(() => {
    tree = makeWorkTree({ 'README.md': 'The fleet.\n' }, REMOTE);
    commit = tree.commit(CHART);
  });
  afterAll(() => {
    tree.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The release, and what Flux says of it. */
  function putRelease(spec: JsonObject = {}, status: JsonObject = {}, reconcileStrategy = 'Revision'): void {
    const sourceRef = { kind: 'GitRepository', name: 'fleet' };
    const chart = { spec: { chart: './charts/web', sourceRef, reconcileStrategy } };
    const chartVersion = reconcileStrategy === 'Revision' ? `1.0.0+${commit.slice(0, 12)}` : '1.0.0';
    const lastDeployed = '2026-05-10T11:00:00Z';
    const history = [{ name: 'shop-web', version: 1, status: 'deployed', chartVersion, lastDeployed }];
    const conditions = [{ type: 'Ready', status: 'True', reason: 'InstallSucceeded' }];
    const values = { value: 'live' };
    under().cluster.put(
      fluxObject(
        'helm.toolkit.fluxcd.io/v2',
        'HelmRelease',
        'web',
        { chart, targetNamespace: 'shop', values, ...spec },
        { history, conditions, ...status },
      ),
    );
  }
  function putCommit(at: string): void {
    const spec = { url: REMOTE, ref: { branch: 'main' } };
    const status = { artifact: { revision: `main@sha1:${at}` } };
    under().cluster.put(fluxObject('source.toolkit.fluxcd.io/v1', 'GitRepository', 'fleet', spec, status));
  }
  function putValues(value: string, at: string): void {
    const managedFields = [{ manager: 'x', operation: 'Update', apiVersion: 'v1', time: at, fieldsV1: {} }];
    const metadata = { name: 'values', namespace: 'flux-system', creationTimestamp: at, managedFields };
    const data = { 'values.yaml': `value: ${value}\n` };
    under().cluster.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
  }
  beforeEach(async () => {
    putCommit(commit);
    putRelease();
    await bring(under(), map('live'));
  });

  const scanned = () => scan(under().client, tree.folder, { folder: null, helm });

  it('compares what the chart asks for', async () => {
    const result = await scanned();
    expect(linesOf(result)).toEqual([]);
    expect(result).toMatchObject({ verdict: 'stable', objects: 1, notCompared: [] });
    expect(result.sources).toEqual([
      { name: SUBJECT, repository: 'fleet', path: './charts/web', commit, problem: null },
    ]);
    await bring(under(), map('other'));
    const { comparisons } = await scanned();
    expect(comparisons).toMatchObject([
      { source: SUBJECT, commit, file: 'charts/web/templates/map.yaml', findings: [{ path: 'data.key' }] },
    ]);
  });

  it('tells what is missing, and what helm-controller applied once and git lacks', async () => {
    under().cluster.remove(map('live'));
    expect(linesOf(await scanned())).toEqual(['missing ConfigMap/map']);
    await bring(under(), { ...map('live'), data: { key: 'live', more: 'x' } }, undefined, [], 'helm-controller');
    expect(linesOf(await scanned())).toEqual(['stale ConfigMap/map data.more']);
  });

  it('leaves fields alone that helm-controller is told to ignore', async () => {
    putRelease({ driftDetection: { mode: 'enabled', ignore: [{ paths: ['/data/key'] }] } });
    await bring(under(), map('other'));
    expect(await scanned()).toMatchObject({ verdict: 'stable', objects: 1 });
  });

  it.each<[string, () => void, string]>([
    ['is suspended', () => putRelease({ suspend: true }), 'is suspended'],
    [
      'is on its way',
      () => putRelease({}, { conditions: [{ type: 'Ready', status: 'Unknown' }] }),
      'is being installed',
    ],
    ['is of an older commit', () => putCommit('1'.repeat(40)), 'and git is at 111111111111'],
    [
      'takes values that are not there',
      () => putRelease({ valuesFrom: [{ kind: 'Secret', name: 'none' }] }),
      'its values stand in key values.yaml of Secret none, which cannot be read',
    ],
    [
      'has another version in git',
      () => putRelease({}, { history: [{ version: 1, status: 'deployed', chartVersion: '0.9.0' }] }, 'ChartVersion'),
      'its chart is at version 1.0.0 in git, and 0.9.0 is installed',
    ],
  ])('a release that %s is not compared', async (_, change, told) => {
    change();
    await bring(under(), map('other'));
    const result = await scanned();
    expect(linesOf(result)).toEqual([]);
    expect(result).toMatchObject({ verdict: 'unmeasured', objects: 0, notCompared: [{ subject: SUBJECT }] });
    expect(result.notCompared[0]?.detail).toContain(told);
  });

  it('says what to install where helm is not there', async () => {
    const { verdict, notCompared } = await scan(under().client, tree.folder, { folder: null });
    expect(verdict).toBe('unmeasured');
    expect(notCompared).toMatchObject([{ subject: SUBJECT, detail: expect.stringContaining('Install helm 3') }]);
  });

  it('leaves what is for another cluster to that one', async () => {
    putRelease({ kubeConfig: { secretRef: { name: 'far' } } });
    expect(await scanned()).toMatchObject({ optedOut: [{ subject: SUBJECT }], comparisons: [] });
  });

  describe('of which git alone does not tell what was installed', () => {
    beforeEach(() => putRelease({}, {}, 'ChartVersion'));

    it('nothing is compared without a record of it', async () => {
      await bring(under(), map('other'));
      const missing = await scanned();
      expect(linesOf(missing)).toEqual([]);
      expect(missing.notCompared).toMatchObject([{ subject: SUBJECT, detail: expect.stringContaining('not there') }]);
      under().cluster.fault({ on: '/secrets/', fault: { kind: 'status', status: 403 } });
      const { notCompared } = await scanned();
      expect(notCompared[0]?.detail).toMatch(
        /reconcileStrategy: Revision.* Let Tidemark read Secret flux-system\/sh\.helm\.release\.v1\.shop-web\.v1\.$/,
      );
    });

    it('what is on record is compared', async () => {
      under().cluster.put(record('live'));
      expect(await scanned()).toMatchObject({ verdict: 'stable', objects: 1 });
      await bring(under(), map('other'));
      expect(linesOf(await scanned())).toEqual(['modified ConfigMap/map data.key']);
    });

    it('what is otherwise on record is told', async () => {
      under().cluster.put(record('older'));
      await bring(under(), map('older'));
      const { verdict, notCompared } = await scanned();
      expect(verdict).toBe('unmeasured');
      expect(notCompared).toMatchObject([{ subject: `ConfigMap map (${SUBJECT})` }]);
    });
  });

  it('values that were changed since it was installed are no drift', async () => {
    putRelease({ values: {}, valuesFrom: [{ kind: 'ConfigMap', name: 'values' }] });
    putValues('live', '2026-05-10T10:00:00Z');
    expect(await scanned()).toMatchObject({ verdict: 'stable', objects: 1 });
    putValues('next', '2026-05-10T11:30:00Z');
    const result = await scanned();
    expect(linesOf(result)).toEqual([]);
    expect(result.notCompared[0]?.detail).toContain('ConfigMap flux-system/values was changed after it was installed');
  });

  it('hooks that Helm left behind are none of git', async () => {
    const metadata = { name: 'hook', namespace: 'shop', annotations: { 'helm.sh/hook': 'pre-install' } };
    under().cluster.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata });
    expect(linesOf(await scanned())).toEqual([]);
  });
});
