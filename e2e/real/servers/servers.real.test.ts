import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serversAvailable } from './available.ts';
import { KUBERNETES_VERSION } from './build/catalog.ts';
import { applyCrds } from './definitions.ts';
import { kubectl } from './kubectl.ts';
import { type RealKubernetes, startKubernetes } from './kubernetes.ts';
import { serviceAccountToken } from './service-account.ts';
import { apply } from './start/api.ts';

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';

describe.runIf(serversAvailable())('a real API server', { timeout: 120_000 }, () => {
  let cluster: RealKubernetes;
  beforeAll(async () => {
    cluster = await startKubernetes();
  });
  afterAll(() => cluster.stop());

  const configMap = (data: Record<string, string>) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'limits' },
    data,
  });

  it('is of the release that is pinned', async () => {
    expect(await cluster.api('GET', '/version')).toMatchObject({
      status: 200,
      body: { gitVersion: KUBERNETES_VERSION },
    });
  });

  it('records who applied what', async () => {
    await apply(cluster.api, `${CONFIG_MAPS}/limits`, configMap({ perMinute: '60' }), 'kustomize-controller');
    expect(await cluster.api('GET', `${CONFIG_MAPS}/limits`)).toMatchObject({
      body: { metadata: { managedFields: [{ manager: 'kustomize-controller', operation: 'Apply' }] } },
    });
  });

  it('is understood by the kubectl of its release', async () => {
    const wanted = JSON.stringify(configMap({ perMinute: '600' }));
    const { exitCode, output } = await kubectl(
      cluster,
      ['diff', '--server-side', '--force-conflicts', '-f', '-'],
      wanted,
    );
    expect(exitCode).toBe(1);
    expect(output).toMatch(/^-.*perMinute: "60"$/m);
    expect(output).toMatch(/^\+.*perMinute: "600"$/m);
  });

  it('lets a service account do what its role allows, and no more', async () => {
    const rules = [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] }];
    const token = await serviceAccountToken(cluster, { name: 'reader', rules });
    expect(await cluster.api('GET', CONFIG_MAPS, { token })).toMatchObject({ status: 200 });
    expect(await cluster.api('GET', '/api/v1/namespaces/default/secrets', { token })).toMatchObject({ status: 403 });
    expect(await cluster.api('GET', CONFIG_MAPS, { token: 'forged' })).toMatchObject({ status: 401 });
  });

  it.each([
    ['flux', 'kustomizations.kustomize.toolkit.fluxcd.io', 'helmreleases.helm.toolkit.fluxcd.io'],
    ['kyverno', 'clusterpolicies.kyverno.io', 'validatingpolicies.policies.kyverno.io'],
  ] as const)('serves the kinds of %s', async (set, ...expected) => {
    expect(await applyCrds(cluster, set)).toEqual(expect.arrayContaining(expected));
  });

  it('keeps its objects and address while it is down', async () => {
    await cluster.stopApiServer();
    await expect(cluster.api('GET', CONFIG_MAPS)).rejects.toThrow('ECONNREFUSED');
    await cluster.startApiServer();
    expect(await cluster.api('GET', `${CONFIG_MAPS}/limits`)).toMatchObject({ body: { data: { perMinute: '60' } } });
  });
});
