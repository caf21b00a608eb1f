import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { appliedFactsOf, decideDrift } from '#lib/gitops/flux/drift-events.ts';
import { readCoreEvent } from '#lib/gitops/flux/events.ts';
import { planFlux } from '#lib/gitops/flux/plan.ts';
import type { KustomizationPlan } from '#lib/gitops/flux/types.ts';
import { renderSource } from '#lib/gitops/render/render-source.ts';
import { withCheckout } from '#lib/gitops/source/checkout.ts';
import type { RenderedObject } from '#lib/gitops/types.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { adoptEnvironment } from '#lib/platform/env.ts';
import { invariant } from '#lib/platform/errors.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { makeGitServer } from '#lib/testing/git-server.ts';
import { serveRepository } from '../servers/artifact.ts';
import { serversAvailable } from '../servers/available.ts';
import { programPath } from '../servers/build/cache.ts';
import { applyCrds } from '../servers/definitions.ts';
import { startFlux } from '../servers/flux.ts';
import { startKubernetes } from '../servers/kubernetes.ts';
import { apply, demand } from '../servers/start/api.ts';
import { FILES, KUSTOMIZATIONS, VARIABLES } from './files.ts';

const FLUX = '/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/default/kustomizations';
const SOURCES = '/apis/source.toolkit.fluxcd.io/v1/namespaces/default/gitrepositories';
const PLACES: Record<string, string> = {
  ConfigMap: '/api/v1/namespaces/default/configmaps',
  Deployment: '/apis/apps/v1/namespaces/default/deployments',
};

describe.runIf(serversAvailable())('what Flux applies and what we render are the same', { timeout: 180_000 }, () => {
  const stack = new AsyncDisposableStack();
  const data = temporaryFolder('data');
  adoptEnvironment({ TIDEMARK_DATA: data });
  const git = makeGitServer(FILES);
  let cluster: Awaited<ReturnType<typeof startKubernetes>>;
  let plans: KustomizationPlan[] = [];

  const list = async (path: string, kind: string): Promise<KubeObject[]> => {
    // A list leaves kind and version to itself.
    const { items, apiVersion } = demand(await cluster.api('GET', path), path) as {
      items: KubeObject[];
      apiVersion: string;
    };
    return items.map((item) => ({ ...item, apiVersion, kind }));
  };

  beforeAll(async () => {
    cluster = stack.use(await startKubernetes());
    await applyCrds(cluster, 'flux');
    stack.use(await startFlux(cluster));
    const repository = stack.use(await serveRepository(cluster, 'fleet'));
    await repository.publish(FILES, `main@sha1:${git.git('rev-parse', 'main')}`);
    const variables = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'variables' }, data: VARIABLES };
    await apply(cluster.api, '/api/v1/namespaces/default/configmaps/variables', variables, 'the-test');
    for (const [name, spec] of Object.entries(KUSTOMIZATIONS)) {
      const sourceRef = { kind: 'GitRepository', name: 'fleet' };
      const object = {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { name },
        spec: { interval: '5s', prune: true, sourceRef, ...spec },
      };
      await apply(cluster.api, `${FLUX}/${name}`, object, 'the-test');
    }
    const planned = async () =>
      planFlux([...(await list(FLUX, 'Kustomization')), ...(await list(SOURCES, 'GitRepository'))]);
    await vi.waitFor(async () => expect((await planned()).notCompared).toEqual([]), {
      timeout: 60_000,
      interval: 1_000,
    });
    plans = (await planned()).kustomizations;
  }, 180_000);
  afterAll(async () => {
    await stack.disposeAsync();
    git.remove();
    rmSync(data, { recursive: true, force: true });
  });

  it.each(Object.keys(KUSTOMIZATIONS))('Kustomization %s', async (name) => {
    const plan = plans.find((each) => each.name === name);
    expect(plan).toBeDefined();
    if (plan === undefined) return;
    const source = {
      key: 'fleet',
      url: git.url,
      branch: 'main',
      access: { kind: 'none' } as const,
      signers: null,
      ignore: plan.source.ignore,
    };
    const options = { last: null, commit: plan.applied.commit, now: () => new Date() };
    const tools = { kustomize: { command: programPath('kustomize'), words: ['build'] }, helm: null };
    const valuesOf = ({ name: from }: { name: string }) => (from === 'variables' ? VARIABLES : null);
    const { objects, notCompared } = await withCheckout(source, options, (checkout) =>
      renderSource(checkout, plan.spec, { tools, valuesOf }),
    );
    expect(notCompared).toEqual([]);
    expect(objects.map(({ object }) => [object.kind, object.metadata.name]).sort()).toEqual(
      plan.inventory.map((ref) => [ref.kind, ref.name]).sort(),
    );
    for (const each of objects) await expectApplied(each);
  });

  it('says of an object that was changed, and of one that was deleted, that Flux set them right', async () => {
    const plain = async () => {
      const found = (await list(FLUX, 'Kustomization')).find(({ metadata }) => metadata.name === 'plain');
      invariant(found, 'the Kustomization is there');
      return found;
    };
    const facts = async () => appliedFactsOf(await plain(), null);
    const corrections = async () => {
      const events = (await list('/api/v1/namespaces/default/events', 'Event')).flatMap(
        (event) => readCoreEvent(event) ?? [],
      );
      const now = await facts();
      const decided = events.filter(({ name }) => name === 'plain').map((event) => decideDrift(event, now));
      return decided.flatMap((decision) => (decision.isDrift ? decision.corrections : []));
    };
    const settled = (await facts()).since?.getTime() ?? 0;
    // Events bear whole seconds.
    await vi.waitUntil(() => Date.now() > settled + 2_000);
    expect(await corrections()).toEqual([]);
    const body = { data: { a: 'changed' } };
    await cluster.api('PATCH', `${PLACES.ConfigMap}/listed`, { body, contentType: 'application/merge-patch+json' });
    await cluster.api('DELETE', `${PLACES.ConfigMap}/traps`);
    const correction = { kind: 'ConfigMap', namespace: 'default' };
    await expect
      .poll(corrections, { timeout: 60_000, interval: 500 })
      .toContainEqual({ ...correction, name: 'listed', action: 'configured' });
    await expect
      .poll(corrections, { timeout: 60_000, interval: 500 })
      .toContainEqual({ ...correction, name: 'traps', action: 'created' });
  });

  /** The live object holds all that was rendered, and its metadata and data nothing else. */
  async function expectApplied({ object, file }: RenderedObject): Promise<void> {
    const path = `${PLACES[object.kind]}/${object.metadata.name}`;
    // The answer's form is the API server's.
    const live = demand(await cluster.api('GET', path), path) as KubeObject;
    const { labels, annotations } = live.metadata;
    expect({ labels, annotations, data: live.data }).toEqual({
      labels: object.metadata.labels,
      annotations: object.metadata.annotations,
      data: object.data,
    });
    expect(live).toMatchObject({ ...object, metadata: { name: object.metadata.name } });
    expect(file === null ? false : file in FILES).toBe(true);
  }
});
