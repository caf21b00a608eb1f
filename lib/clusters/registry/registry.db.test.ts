import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_CLUSTER_TOKEN, type DemoCluster, startDemoCluster } from '#demo/cluster/server.ts';
import { page } from '#lib/contract/common.ts';
import { clusterBody, clusterPatch, clusterView } from '#lib/contract/drift/clusters.ts';
import { connectionTest } from '#lib/contract/endpoints.ts';
import { kubeconfigText } from '#lib/kubernetes/testing/kubeconfig.ts';
import type { Context } from '#lib/platform/context.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';
import { adoptEnvironment } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeDriftObject, makeGitSource } from '#lib/testing/drift-factories.ts';
import { makeUser, TEST_NOW, testContext } from '#lib/testing/factories.ts';
import { type GitServer, makeGitServer } from '#lib/testing/git-server.ts';
import { deleteCluster } from './delete.ts';
import { openCluster } from './open.ts';
import { testCluster } from './trial/test-cluster.ts';
import { getCluster, listClusters } from './view.ts';
import { openWebhookSecret } from './webhook-secret.ts';
import { createCluster, updateCluster } from './write.ts';

const SECRET = 'very-secret-token-0123456789';
const SERVER = 'https://10.0.0.1:6443';
const database = testDatabase();
let ctx: Context;
let sourceId: number;
let git: GitServer;
let api: DemoCluster;
let made = 0;

beforeAll(async () => {
  adoptEnvironment({ TIDEMARK_ENCRYPTION_KEY: '07'.repeat(32), TIDEMARK_DATA: temporaryFolder('data') });
  const { id: userId } = await makeUser(database.db, { role: 'admin' });
  ctx = testContext(database.db, { kind: 'user', userId });
  git = makeGitServer({ 'apps/shop/web.yaml': 'kind: Service\n' });
  sourceId = (await makeGitSource(database.db, { name: 'fleet', url: git.url })).id;
  api = await startDemoCluster();
});
afterAll(async () => {
  git.remove();
  await api.close();
});

const create = (over: object = {}) => {
  made += 1;
  const body = { name: `cluster ${made}`, access: 'token', server: SERVER, token: SECRET, sources: [{ sourceId }] };
  return createCluster(ctx, clusterBody.parse({ ...body, ...over }));
};
const update = (id: number, patch: object) => updateCluster(ctx, id, clusterPatch.parse(patch));
const stored = (id: number) => database.db.cluster.findUniqueOrThrow({ where: { id } });
const credentialsOf = async (id: number) => (await openCluster(await stored(id), encryptionKey())).credentials();

describe('credentials', () => {
  it('are sealed at rest, open for use, and are in no answer and no audit row', async () => {
    const view = await create({ webhookSecret: `${SECRET}-webhook` });
    const row = await stored(view.id);
    const listed = await listClusters(ctx, { limit: 50 });
    expectExactly(clusterView, view);
    expectExactly(page(clusterView), listed);
    expect(view).toMatchObject({ server: SERVER, hasWebhookSecret: true, webhookPath: `/api/flux-events/${view.id}` });
    expect(await credentialsOf(view.id)).toEqual({ kind: 'token', token: SECRET });
    expect(openWebhookSecret(row, encryptionKey())).toBe(`${SECRET}-webhook`);
    await update(view.id, { token: `${SECRET}-2`, name: 'renamed', webhookSecret: `${SECRET}-other` });
    expect(await credentialsOf(view.id)).toEqual({ kind: 'token', token: `${SECRET}-2` });
    const everything = JSON.stringify([view, listed, row, await database.db.auditLog.findMany()]);
    expect(everything).not.toContain(SECRET);
    expect(JSON.stringify([view, listed])).not.toContain(row.encryptedConnection);
  });

  it('stay when they are left out, and go to no other server', async () => {
    const { id } = await create();
    await update(id, { name: 'kept', server: `${SERVER}/` });
    expect(await credentialsOf(id)).toEqual({ kind: 'token', token: SECRET });
    await expect(update(id, { server: 'https://10.0.0.2' })).rejects.toMatchObject({ issues: [{ path: 'token' }] });
    expect(await update(id, { server: 'https://10.0.0.2', token: 'new' })).toMatchObject({
      server: 'https://10.0.0.2',
    });
    const kubeconfig = kubeconfigText({ user: { token: 'of-kubeconfig' } });
    await update(id, { access: 'kubeconfig', kubeconfig });
    expect(await credentialsOf(id)).toEqual({ kind: 'token', token: 'of-kubeconfig' });
    expect(await update(id, { access: 'in_cluster' })).toMatchObject({ server: null });
    expect((await stored(id)).encryptedConnection).toBeNull();
  });
});

it.each([
  [{ server: 'https://169.254.169.254' }, 'server'],
  [{ allowedAddresses: ['everything'] }, 'allowedAddresses'],
  [{ prometheusUrl: 'http://169.254.169.254' }, 'prometheusUrl'],
  [{ namespaces: ['shop', 'No Namespace'] }, 'namespaces'],
  [{ sources: [{ sourceId: 999_999 }] }, 'sources.0.sourceId'],
  [{ sources: [{ sourceId: 1, manager: 'kubectl' }] }, 'sources.0.manager'],
  [
    {
      sources: [
        { sourceId: 1, path: 'apps' },
        { sourceId: 1, path: './apps/' },
      ],
    },
    'sources.1.path',
  ],
  [{ access: 'kubeconfig', server: undefined, token: undefined, kubeconfig: 'nothing' }, 'kubeconfig'],
])('refuses %j at its field', async (over, path) => {
  await expect(create(over)).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path }] });
});

it('keeps the stored server within what is allowed', async () => {
  const { id } = await create({ server: 'https://169.254.1.1', allowedAddresses: ['169.254.1.0/24'] });
  await expect(update(id, { allowedAddresses: [] })).rejects.toMatchObject({ issues: [{ path: 'server' }] });
  await expect(create({ name: (await stored(id)).name })).rejects.toMatchObject({ code: 'conflict' });
});

it('counts as not compared once another question is asked', async () => {
  const { id } = await create();
  const known = { verdict: 'stable', reason: 'As git says.', comparedAt: TEST_NOW, checkedAt: TEST_NOW } as const;
  await database.db.cluster.update({ where: { id }, data: known });
  expect(await update(id, { intervalSeconds: 30 })).toMatchObject({ verdict: 'stable', staleReason: null });
  const sources = [{ sourceId, path: './apps/shop/', manager: 'kubectl' }];
  expect(await update(id, { sources })).toMatchObject({
    verdict: null,
    comparedAt: null,
    sources: [{ source: { name: 'fleet' }, path: 'apps/shop', manager: 'kubectl' }],
  });
});

it('is compared as soon as it is there, unless it is switched off', async () => {
  expect(await create()).toMatchObject({ activeScan: { status: 'queued', trigger: 'schedule', cause: 'started' } });
  expect(await create({ enabled: false })).toMatchObject({ activeScan: null });
});

it('shows what drifts, the last comparison and the one under way', async () => {
  const { id } = await create({ enabled: false });
  await makeDriftObject(database.db, { clusterId: id });
  await makeDriftObject(database.db, { clusterId: id, name: 'other', state: 'ignored' });
  const scan = { clusterId: id, trigger: 'manual', cause: 'asked' } as const;
  const ended = { status: 'finished', verdict: 'drifted', finishedAt: TEST_NOW } as const;
  await database.db.clusterScan.create({ data: { ...scan, ...ended, createdAt: new Date(0) } });
  const last = await database.db.clusterScan.create({ data: { ...scan, ...ended } });
  const active = await database.db.clusterScan.create({ data: { ...scan, status: 'running' } });
  const view = await getCluster(ctx, id);
  expectExactly(clusterView, view);
  expect(view).toMatchObject({ drifted: 1, ignored: 1, lastScan: { id: last.id }, activeScan: { id: active.id } });
  await expect(deleteCluster(ctx, id)).rejects.toMatchObject({ code: 'conflict', message: /is being compared/ });
  await database.db.clusterScan.delete({ where: { id: active.id } });
  await expect(deleteCluster(ctx, id)).rejects.toMatchObject({ code: 'conflict', message: /2 objects that drifted/ });
});

it('is removed with comparisons that found nothing', async () => {
  const { id } = await create({ enabled: false });
  await database.db.clusterScan.create({
    data: { clusterId: id, trigger: 'schedule', cause: 'daily', status: 'failed', finishedAt: TEST_NOW },
  });
  await deleteCluster(ctx, id);
  await expect(deleteCluster(ctx, id)).rejects.toMatchObject({ code: 'not_found' });
});

describe('its test', () => {
  const test = (id: number) =>
    testCluster({ db: database.db, now: () => TEST_NOW, random: () => 0.5, elapsed: () => performance.now() }, id);
  const onStandIn = (over: object = {}) => create({ server: api.url, token: DEMO_CLUSTER_TOKEN, ...over });

  it('says step by step what works', async () => {
    const { id } = await onStandIn({ sources: [{ sourceId, path: 'apps/shop' }] });
    const result = await test(id);
    expectExactly(connectionTest, result);
    expect(result).toMatchObject({
      ok: true,
      steps: [
        { name: 'Reach the API server', detail: /^Kubernetes v1\.\d+\.\d+ at http/ },
        { name: 'Sign in', detail: 'It takes the credentials.' },
        { name: 'Read objects', detail: /^\d+ kinds of \d+ may be read\.$/ },
        { name: 'Find Flux', ok: true, detail: /has no Kustomization/ },
        { name: 'fleet: fetch the branch', ok: true },
        { name: 'fleet: find apps/shop', ok: true, detail: 'It holds 1 file or folder.' },
      ],
    });
  });

  it('names what is forbidden, and what git lacks', async () => {
    api.addAccount('narrow', { plural: 'secrets' });
    const { id } = await onStandIn({ token: 'narrow', sources: [{ sourceId, path: 'gone' }, { sourceId }] });
    const { ok, steps } = await test(id);
    expect(ok).toBe(false);
    expect(steps.map((step) => [step.ok, step.detail])).toMatchObject([
      [true, /Kubernetes/],
      [true, /credentials/],
      [true, /Forbidden, so that they are not compared: secrets\./],
      [false, /name the folder of each git source/],
      [true, /main is at/],
      [false, /There is no folder gone on main/],
    ]);
  });

  it('ends with the server that does not answer, and tries git all the same', async () => {
    const { id } = await onStandIn({ token: 'wrong' });
    const wrong = await test(id);
    expect(wrong.steps.map((step) => [step.ok, step.detail])).toMatchObject([
      [true, /Kubernetes/],
      [false, /HTTP 401/],
      [true, /main is at/],
    ]);
    await database.db.gitSource.update({
      where: { id: sourceId },
      data: { access: 'token', encryptedSecret: 'of another key' },
    });
    expect((await test(id)).steps[2]).toMatchObject({ ok: false, detail: /is not a v1 envelope/ });
    const inside = await create({ access: 'in_cluster', server: undefined, token: undefined });
    expect((await test(inside.id)).steps[0]).toMatchObject({ ok: false, detail: /runs in no cluster/ });
  });
});
