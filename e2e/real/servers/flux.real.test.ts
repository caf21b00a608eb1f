import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '#scripts/stack/ports.ts';
import { sendEventsTo } from './alerts.ts';
import { serveRepository } from './artifact.ts';
import { serversAvailable } from './available.ts';
import { applyCrds } from './definitions.ts';
import { startFlux } from './flux.ts';
import { startKubernetes } from './kubernetes.ts';
import { apply, demand } from './start/api.ts';

const TOKEN = 'a token for the test';
const CONFIG_MAP = '/api/v1/namespaces/default/configmaps/limits';
const REVISION = 'main@sha1:5f3c0c9d7a3d2f0f4d1b3c1a0a9e8d7c6b5a4f3e';

interface Delivery {
  signature: unknown;
  component: unknown;
  body: string;
}

describe.runIf(serversAvailable())('real Flux controllers', { timeout: 120_000 }, () => {
  const stack = new AsyncDisposableStack();
  const deliveries: Delivery[] = [];
  let cluster: Awaited<ReturnType<typeof startKubernetes>>;

  const messages = () => deliveries.map(({ body }): { reason: string; message: string } => JSON.parse(body));
  const liveData = async () => demand(await cluster.api('GET', CONFIG_MAP), 'the ConfigMap');

  beforeAll(async () => {
    cluster = stack.use(await startKubernetes());
    await applyCrds(cluster, 'flux');
    stack.use(await startFlux(cluster));
    const receiver = createServer(async (request, response) => {
      const body = await text(request);
      const { 'x-signature': signature, 'gotk-component': component } = request.headers;
      deliveries.push({ signature, component, body });
      response.end();
    });
    const port = await freePort();
    receiver.listen(port, '127.0.0.1');
    await once(receiver, 'listening');
    stack.defer(() => void receiver.close());
    await sendEventsTo(cluster, `http://127.0.0.1:${port}/`, TOKEN);
  }, 120_000);
  afterAll(() => stack.disposeAsync());

  it('apply what a repository says', async () => {
    const repository = stack.use(await serveRepository(cluster, 'platform'));
    const wanted = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'limits' }, data: { perMinute: '60' } };
    await repository.publish({ 'limits.yaml': JSON.stringify(wanted) }, REVISION);
    await apply(
      cluster.api,
      '/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/default/kustomizations/limits',
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { name: 'limits' },
        spec: {
          interval: '2s',
          prune: false,
          targetNamespace: 'default',
          sourceRef: { kind: 'GitRepository', name: 'platform' },
        },
      },
      'the-test',
    );
    await expect.poll(() => cluster.api('GET', CONFIG_MAP), { timeout: 60_000 }).toMatchObject({ status: 200 });
    expect(await liveData()).toMatchObject({
      data: { perMinute: '60' },
      metadata: { managedFields: [{ manager: 'kustomize-controller', operation: 'Apply' }] },
    });
  });

  it('undo a drift, and say so by a signed webhook and an Event of the cluster', async () => {
    await expect.poll(() => messages().length, { timeout: 60_000 }).toBeGreaterThan(0);
    const body = { data: { perMinute: '600' } };
    await cluster.api('PATCH', CONFIG_MAP, { body, contentType: 'application/merge-patch+json' });
    await expect.poll(liveData, { timeout: 60_000 }).toMatchObject({ data: { perMinute: '60' } });
    const corrected = { reason: 'Progressing', message: 'ConfigMap/default/limits configured' };
    await expect.poll(messages, { timeout: 60_000 }).toContainEqual(expect.objectContaining(corrected));

    for (const { signature, component, body } of deliveries) {
      expect(component).toBe('kustomize-controller');
      expect(signature).toBe(`sha256=${createHmac('sha256', TOKEN).update(body).digest('hex')}`);
    }
    expect(await cluster.api('GET', '/api/v1/namespaces/default/events')).toMatchObject({
      body: {
        items: expect.arrayContaining([
          expect.objectContaining({
            ...corrected,
            metadata: expect.objectContaining({
              annotations: { 'kustomize.toolkit.fluxcd.io/revision': REVISION },
            }),
          }),
        ]),
      },
    });
  });
});
