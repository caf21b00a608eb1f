import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createKubeClient } from '#lib/kubernetes/client/client.ts';
import { openConnection } from '#lib/kubernetes/connection/check.ts';
import { readKubeconfig } from '#lib/kubernetes/connection/kubeconfig.ts';
import { connectLocally } from '#lib/kubernetes/connection/local.ts';
import { configMap } from '#lib/kubernetes/testing/objects.ts';
import { allOf, clientOf, faultOf, going, kindOf } from '#lib/kubernetes/testing/reading.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { serversAvailable } from '../servers/available.ts';
import { type RealKubernetes, startKubernetes } from '../servers/kubernetes.ts';
import { apply } from '../servers/start/api.ts';

describe.runIf(serversAvailable())('a real API server that goes away', () => {
  let cluster: RealKubernetes;
  beforeAll(async () => {
    cluster = await startKubernetes();
  });
  afterAll(() => cluster?.stop());
  const kubeconfig = () => readFileSync(cluster.kubeconfigPath, 'utf8');
  const put = (name: string) =>
    apply(cluster.api, `/api/v1/namespaces/default/configmaps/${name}`, configMap('default', name));

  it('is read with its own kubeconfig, entered or local', async () => {
    const connections = [
      openConnection(readKubeconfig(kubeconfig())),
      await connectLocally({ file: cluster.kubeconfigPath }),
    ];
    for (const connection of connections) {
      const client = clientOf(connection);
      expect((await allOf(client.list(await kindOf(client, 'namespaces'), { signal: going }))).objects).not.toEqual([]);
      client.close();
    }
  });

  it('is not trusted without its authority', async () => {
    const client = clientOf({ ...openConnection(readKubeconfig(kubeconfig())), ca: null });
    expect((await faultOf(client.version(going))).message).toMatch(/Enter the certificate authority/);
    client.close();
  });

  it('is told as unreachable, and lists and watches in progress go on when it is back', async () => {
    for (let from = 0; from < 1100; from += 50) {
      await Promise.all(Array.from({ length: 50 }, (_, index) => put(`map-${from + index}`)));
    }
    let back: Promise<void> = Promise.resolve();
    const client = createKubeClient(openConnection(readKubeconfig(kubeconfig())), {
      outbound: createOutboundGuard(),
      now: () => new Date(),
      random: Math.random,
      wait: () => back,
    });
    const configMaps = await kindOf(client, 'configmaps');
    const { resourceVersion } = await allOf(client.list(configMaps, { namespace: 'default', signal: going }));
    const stop = new AbortController();
    const seen: string[] = [];
    const watching = (async () => {
      const options = { namespace: 'default', resourceVersion, signal: stop.signal };
      for await (const event of client.watch(configMaps, options)) {
        if ('object' in event) seen.push(event.object.metadata.name);
      }
    })();
    await put('before');
    await vi.waitFor(() => expect(seen).toEqual(['before']), { timeout: 10_000 });

    const pages = client.list(configMaps, { signal: going })[Symbol.asyncIterator]();
    await pages.next();
    const { promise, resolve } = Promise.withResolvers<void>();
    back = promise;
    await cluster.stopApiServer();
    const impatient = clientOf(openConnection(readKubeconfig(kubeconfig())));
    const fault = await faultOf(allOf(impatient.list(configMaps, { signal: going })));
    expect(fault).toMatchObject({ reason: 'unreachable', message: expect.stringContaining('configmaps') });
    await cluster.startApiServer();
    resolve();
    await put('after');
    await vi.waitFor(() => expect(seen).toEqual(['before', 'after']), { timeout: 20_000 });
    const rest = await allOf({ [Symbol.asyncIterator]: () => pages });
    expect(rest.objects.length).toBeGreaterThan(600);
    stop.abort();
    await expect(watching).rejects.toMatchObject({ name: 'AbortError' });
    impatient.close();
    client.close();
  });
});
