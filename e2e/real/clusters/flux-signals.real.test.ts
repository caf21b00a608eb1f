import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '#generated/prisma/client.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { followFluxEvents } from '#lib/clusters/flux-signals/follow.ts';
import { judgeNotification } from '#lib/clusters/flux-signals/judge-notification.ts';
import { receiveNotification } from '#lib/clusters/flux-signals/receive.ts';
import { sealConnection } from '#lib/clusters/registry/open.ts';
import { sealWebhookSecret } from '#lib/clusters/registry/webhook-secret.ts';
import { notificationDigest } from '#lib/gitops/flux/webhook.ts';
import { openConnection } from '#lib/kubernetes/connection/check.ts';
import type { ConnectionData } from '#lib/kubernetes/connection/types.ts';
import { clientOf, going } from '#lib/kubernetes/testing/reading.ts';
import { HTTP_STATUS, invariant, TidemarkError } from '#lib/platform/errors.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeCluster } from '#lib/testing/drift-factories.ts';
import { freePort } from '#scripts/stack/ports.ts';
import { sendEventsTo } from '../servers/alerts.ts';
import { serveRepository } from '../servers/artifact.ts';
import { serversAvailable } from '../servers/available.ts';
import { applyCrds } from '../servers/definitions.ts';
import { startFlux } from '../servers/flux.ts';
import { type RealKubernetes, startKubernetes } from '../servers/kubernetes.ts';
import { apply, demand } from '../servers/start/api.ts';

const KEY = Buffer.alloc(32, 7);
const SECRET = 'a secret of the platform team';
const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
const KUSTOMIZATION = '/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/default/kustomizations/limits';
const REVISION = 'main@sha1:5f3c0c9d7a3d2f0f4d1b3c1a0a9e8d7c6b5a4f3e';

const variables = (perMinute: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'variables' },
  data: { perMinute: JSON.stringify(perMinute) },
});

interface Delivery {
  body: Buffer;
  signature: string;
  status: number;
}

describe.runIf(serversAvailable())('what a real Flux says of drift', { timeout: 180_000 }, () => {
  const stack = new AsyncDisposableStack();
  const database = testDatabase();
  const deliveries: Delivery[] = [];
  let cluster: RealKubernetes;
  let connection: ConnectionData;
  let clusterId: number;

  /** As the route of a console answers. */
  async function post(body: Buffer, signature: string): Promise<number> {
    const notification = { clusterId, body, signature, address: '127.0.0.1' };
    try {
      return (await receiveNotification({ ctx: ctx(), key: () => KEY, log }, notification)) === 'taken' ? 202 : 200;
    } catch (error) {
      if (error instanceof TidemarkError) return HTTP_STATUS[error.code];
      throw error;
    }
  }
  const occurrences = () => database.db.driftOccurrence.findMany({ orderBy: { id: 'asc' }, include: { object: true } });
  const liveData = async (name: string) => demand(await cluster.api('GET', `${CONFIG_MAPS}/${name}`), name);
  const statusOf = (message: string) => deliveries.find(({ body }) => body.includes(message))?.status;
  const ctx = () => ({ db: database.db, now: () => new Date(), actor: SYSTEM_ACTOR });
  const log = pino({ level: 'silent' });

  beforeAll(async () => {
    cluster = stack.use(await startKubernetes());
    await applyCrds(cluster, 'flux');
    stack.use(await startFlux(cluster));
    const credentials = { kind: 'token', token: cluster.adminToken } as const;
    connection = { server: cluster.url, ca: cluster.caCertificate, serverName: null, credentials };
    clusterId = (await makeCluster(database.db)).id;
    await database.db.cluster.update({
      where: { id: clusterId },
      data: {
        ...{ access: 'token', server: cluster.url, encryptedConnection: sealConnection(clusterId, connection, KEY) },
        encryptedWebhookSecret: sealWebhookSecret(clusterId, SECRET, KEY),
      },
    });
    await sendEventsTo(cluster, await startReceiver(), SECRET);
  }, 180_000);
  afterAll(() => stack.disposeAsync());

  async function startReceiver(): Promise<string> {
    const server = createServer(async (request, response) => {
      const body = await buffer(request);
      const signature = String(request.headers['x-signature']);
      const status = await post(body, signature);
      deliveries.push({ body, signature, status });
      response.writeHead(status).end();
    });
    const port = await freePort();
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    stack.defer(() => void server.close());
    return `http://127.0.0.1:${port}/`;
  }

  /** What the worker does with its jobs: with those of the webhook, or those of Events alone. */
  async function judgeAll(from: 'webhook' | 'events'): Promise<void> {
    const deps = { ctx: ctx(), key: () => KEY, random: Math.random, log };
    const delivered = new Set(deliveries.map(({ body }) => notificationDigest(body)));
    const words = await database.db.fluxNotification.findMany();
    for (const { digest } of words.filter((each) => delivered.has(each.digest) === (from === 'webhook'))) {
      await judgeNotification(deps, digest, going);
    }
  }
  const judged = (from: 'webhook' | 'events') =>
    expect.poll(
      async () => {
        await judgeAll(from);
        return occurrences();
      },
      { timeout: 30_000, interval: 500 },
    );

  function follow(): void {
    const stop = new AbortController();
    const client = clientOf(openConnection(connection));
    const following = followFluxEvents({ ctx: ctx(), client, clusterId, log, signal: stop.signal });
    stack.defer(async () => {
      stop.abort();
      await following.catch(() => undefined);
      client.close();
    });
  }

  /** Edits an object as somebody would, and waits until Flux has undone it and said so. */
  async function drift(name: string): Promise<void> {
    // Times of Flux are whole seconds.
    await sleep(2_000);
    const options = { body: { data: { perMinute: '600' } }, contentType: 'application/merge-patch+json' };
    await cluster.api('PATCH', `${CONFIG_MAPS}/${name}`, options);
    await expect.poll(() => liveData(name), { timeout: 60_000 }).toMatchObject({ data: { perMinute: '60' } });
    await expect.poll(() => statusOf(`ConfigMap/default/${name} configured`), { timeout: 60_000 }).toBe(202);
  }

  const corrected = (name: string) => ({
    origin: 'flux',
    note: expect.stringContaining(`Kustomization default/limits: ConfigMap/default/${name} configured`),
    correctedAt: expect.any(Date),
    object: { clusterId, channel: 'config', group: '', kind: 'ConfigMap', namespace: 'default', name },
  });

  it('is no drift when it applies a revision for the first time', async () => {
    const repository = stack.use(await serveRepository(cluster, 'platform'));
    const wanted = (name: string) =>
      JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { perMinute: '60' } });
    const varied = wanted('varied').replace('"60"', `"\${perMinute}"`);
    const files = { 'limits.yaml': wanted('limits'), 'quotas.yaml': wanted('quotas'), 'varied.yaml': varied };
    await repository.publish(files, REVISION);
    await apply(cluster.api, `${CONFIG_MAPS}/variables`, variables('60'), 'the-test');
    const postBuild = { substituteFrom: [{ kind: 'ConfigMap', name: 'variables' }] };
    const sourceRef = { kind: 'GitRepository', name: 'platform' };
    await apply(
      cluster.api,
      KUSTOMIZATION,
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { name: 'limits' },
        spec: { interval: '2s', prune: false, targetNamespace: 'default', sourceRef, postBuild },
      },
      'the-test',
    );
    await expect.poll(() => statusOf('ConfigMap/default/limits created'), { timeout: 60_000 }).toBe(202);
    const applied = { status: { lastAppliedRevision: REVISION } };
    await expect.poll(async () => demand(await cluster.api('GET', KUSTOMIZATION), 'it')).toMatchObject(applied);
    await judgeAll('webhook');
    expect(await occurrences()).toEqual([]);
  });

  it('is a drift when it corrects one, told by webhook', async () => {
    await drift('limits');
    await judged('webhook').toMatchObject([corrected('limits')]);
  });

  it('is the same drift when its Event tells of it, too', async () => {
    follow();
    await drift('quotas');
    await judged('events').toMatchObject([corrected('limits'), corrected('quotas')]);
    await judgeAll('webhook');
    expect(await occurrences()).toHaveLength(2);
    expect(await database.db.fluxRevision.findMany()).toMatchObject([{ name: 'limits', revision: REVISION }]);
  });

  it('is no drift when a variable of the cluster changed', async () => {
    await sleep(2_000);
    await apply(cluster.api, `${CONFIG_MAPS}/variables`, variables('120'), 'the-test');
    await expect.poll(() => liveData('varied'), { timeout: 60_000 }).toMatchObject({ data: { perMinute: '120' } });
    await expect.poll(() => statusOf('ConfigMap/default/varied configured'), { timeout: 60_000 }).toBe(202);
    const open = () => database.db.fluxNotification.count({ where: { NOT: { word: { equals: Prisma.DbNull } } } });
    const left = async () => {
      await judgeAll('webhook');
      await judgeAll('events');
      return open();
    };
    await expect.poll(left, { timeout: 30_000, interval: 500 }).toBe(0);
    expect(await occurrences()).toHaveLength(2);
  });

  it('is taken once, and from nobody else', async () => {
    const known = deliveries.find(({ body }) => body.includes('configured'));
    invariant(known, 'a correction was told');
    expect(await post(known.body, known.signature)).toBe(200);
    const forged = Buffer.from(known.body.toString().replace('limits', 'others'));
    expect(await post(forged, known.signature)).toBe(401);
    await judgeAll('webhook');
    expect(await occurrences()).toHaveLength(2);
  });
});
