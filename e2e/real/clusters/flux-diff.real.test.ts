import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkTree, type TestWorkTree } from '#lib/clusters/testing/work-tree.ts';
import { serveRepository } from '../servers/artifact.ts';
import { serversAvailable } from '../servers/available.ts';
import { applyCrds } from '../servers/definitions.ts';
import { startFlux } from '../servers/flux.ts';
import { kubectl } from '../servers/kubectl.ts';
import { type RealKubernetes, startKubernetes } from '../servers/kubernetes.ts';
import { apply } from '../servers/start/api.ts';
import { KUSTOMIZATION, SETTINGS, SHOP } from './fleet.ts';
import { linesOf, reported } from './tidemark.ts';

/** As `serveRepository` writes it into the GitRepository. */
const ADDRESS = 'https://git.invalid/r.git';

const FILES = {
  'shop/all.yaml': SHOP,
  'staging/kustomization.yaml': KUSTOMIZATION,
  'staging/settings.yaml': SETTINGS,
};

describe.runIf(serversAvailable())('tidemark cluster diff beside a real Flux', { timeout: 180_000 }, () => {
  const stack = new AsyncDisposableStack();
  let cluster: RealKubernetes;
  let tree: TestWorkTree;

  const run = async (...args: string[]) => {
    const { exitCode, errors } = await kubectl(cluster, args);
    if (exitCode !== 0) throw new Error(errors);
  };

  beforeAll(async () => {
    tree = makeWorkTree(FILES, ADDRESS);
    stack.defer(() => tree.remove());
    const commit = tree.commit({ 'README.md': 'The fleet.\n' });
    cluster = stack.use(await startKubernetes());
    await applyCrds(cluster, 'flux');
    for (const namespace of ['shop', 'staging']) await run('create', 'namespace', namespace);
    stack.use(await startFlux(cluster));
    const repository = stack.use(await serveRepository(cluster, 'fleet'));
    await repository.publish(FILES, `main@sha1:${commit}`);
    for (const name of ['shop', 'staging']) await addKustomization(name);
    await run('wait', '--for=condition=Ready', '--timeout=90s', '--all', 'kustomizations.kustomize.toolkit.fluxcd.io');
  }, 180_000);
  afterAll(() => stack.disposeAsync());

  async function addKustomization(name: string): Promise<void> {
    const object = {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name },
      spec: { interval: '1h', path: `./${name}`, prune: true, sourceRef: { kind: 'GitRepository', name: 'fleet' } },
    };
    const path = `/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/default/kustomizations/${name}`;
    await apply(cluster.api, path, object, 'the-test');
  }

  it('finds nothing in what Flux applied', async () => {
    const { exitCode, report } = await reported(cluster.kubeconfigPath, '--git', tree.folder);
    expect({ exitCode, findings: linesOf(report), notCompared: report.notCompared }).toEqual({
      exitCode: 0,
      findings: [],
      notCompared: [],
    });
    expect(report.counts.objects).toBe(9);
    expect(report.sources.map(({ name }) => name)).toEqual([
      'Kustomization default/shop',
      'Kustomization default/staging',
    ]);
  });

  it('finds what was changed since', async () => {
    await run('patch', 'configmap', 'settings', '--namespace', 'staging', '--patch', '{"data":{"mode":"debug"}}');
    await run('label', 'deployment', 'web', '--namespace', 'shop', 'kustomize.toolkit.fluxcd.io/name-');
    const { exitCode, report } = await reported(cluster.kubeconfigPath, '--git', tree.folder);
    expect({ exitCode, findings: linesOf(report) }).toEqual({
      exitCode: 1,
      findings: [
        'missing Deployment shop/web metadata.labels["kustomize.toolkit.fluxcd.io/name"]',
        'modified ConfigMap staging/settings data.mode by kubectl-patch',
      ],
    });
  });

  it('reads no repository that was not named', async () => {
    const other = makeWorkTree({ 'a.yaml': SETTINGS });
    const { exitCode, report } = await reported(cluster.kubeconfigPath, '--git', other.folder);
    other.remove();
    expect({ exitCode, objects: report.counts.objects }).toEqual({ exitCode: 3, objects: 0 });
    expect(report.notCompared.map(({ subject, detail }) => [subject, detail.includes(ADDRESS)])).toEqual([
      ['Kustomization default/shop', true],
      ['Kustomization default/staging', true],
    ]);
  });
});
