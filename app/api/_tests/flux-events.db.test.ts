import { createHmac } from 'node:crypto';
import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { POST } from '#app/api/flux-events/[clusterId]/route.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { judgeNotification } from '#lib/clusters/flux-signals/judge-notification.ts';
import { FLUX_KINDS, kustomization, notification } from '#lib/clusters/flux-signals/testing/flux-objects.ts';
import { sealConnection } from '#lib/clusters/registry/open.ts';
import { sealWebhookSecret } from '#lib/clusters/registry/webhook-secret.ts';
import { MAX_WEBHOOK_BYTES } from '#lib/gitops/limits.ts';
import { going } from '#lib/kubernetes/testing/reading.ts';
import { runStandIn } from '#lib/kubernetes/testing/stand-in.ts';
import { consoleOn } from '#lib/testing/api.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeCluster } from '#lib/testing/drift-factories.ts';
import { testContext } from '#lib/testing/factories.ts';

const KEY = Buffer.alloc(32, 7);
const SECRET = 'a secret of the platform team';
const DRIFT = 'ConfigMap/shop/settings configured';

const database = testDatabase();
consoleOn(database, { TIDEMARK_ENCRYPTION_KEY: KEY.toString('hex') });

let clusterId: number;
let address = 0;

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const signed = (body: string, secret = SECRET) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
const bodyOf = (message = DRIFT, at = minutesAgo(0)) => JSON.stringify(notification(message, at));

interface Sent {
  to?: number | string;
  signature?: string | null;
  from?: string;
}

function post(body: string | Uint8Array<ArrayBuffer>, { to = clusterId, signature, from }: Sent = {}) {
  const headers = new Headers({ 'content-type': 'application/json', 'x-forwarded-for': from ?? `10.0.0.${++address}` });
  const header = signature === undefined ? signed(String(body)) : signature;
  if (header !== null) headers.set('x-signature', header);
  const request = new Request(`http://console.test/api/flux-events/${to}`, { method: 'POST', headers, body });
  return POST(request, { params: Promise.resolve({ clusterId: String(to) }) });
}
const statusOf = async (response: Promise<Response>) => (await response).status;
const jobs = () => database.db.$queryRaw<{ n: number }[]>`
  SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'flux.judge'`;
const jobCount = async () => (await jobs())[0]?.n;

async function addCluster(over: { secret?: string | null; enabled?: boolean } = {}): Promise<number> {
  const { secret = SECRET, enabled = true } = over;
  const { id } = await makeCluster(database.db, { enabled });
  const encryptedWebhookSecret = secret === null ? null : sealWebhookSecret(id, secret, KEY);
  await database.db.cluster.update({ where: { id }, data: { encryptedWebhookSecret } });
  return id;
}

beforeEach(async () => {
  await database.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await database.db.rateLimit.deleteMany();
  await database.db.fluxNotification.deleteMany();
  clusterId = await addCluster();
});

describe('a notification', () => {
  it('with a good signature is taken once; the same one again is known, and no failure', async () => {
    const body = bodyOf();
    expect(await statusOf(post(body))).toBe(202);
    expect(await statusOf(post(body))).toBe(200);
    expect(await jobCount()).toBe(1);
  });

  it('that comes many times at once is taken once', async () => {
    const body = bodyOf('ConfigMap/shop/other configured');
    const statuses = await Promise.all(Array.from({ length: 8 }, () => statusOf(post(body))));
    expect(statuses.toSorted()).toEqual([200, 200, 200, 200, 200, 200, 200, 202]);
    expect(await jobCount()).toBe(1);
  });

  it('that says nothing of drift is taken, and nothing is made of it', async () => {
    expect(await statusOf(post(bodyOf('Reconciliation finished in 1s')))).toBe(202);
    expect(await jobCount()).toBe(0);
    expect(await database.db.fluxNotification.count({ where: { clusterId } })).toBe(1);
  });

  it.each([
    ['late', 16],
    ['ahead of our clock', -6],
  ])('that is %s is refused, and not as forged', async (_, minutes) => {
    const response = await post(bodyOf(DRIFT, minutesAgo(minutes)));
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'conflict', detail: expect.stringContaining('not taken') });
    expect(await jobCount()).toBe(0);
  });

  it('that is larger than any of Flux is not even read', async () => {
    expect(await statusOf(post(' '.repeat(MAX_WEBHOOK_BYTES + 1)))).toBe(413);
  });

  it.each([
    ['no JSON', '{'],
    ['no notification', '{"involvedObject":{}}'],
    ['text that cannot be kept', bodyOf('ConfigMap/shop/a configured\n\u0000')],
    ['half a character', bodyOf('ConfigMap/shop/a configured\n\ud800')],
  ])('that is %s is a bad request', async (_, body) => {
    expect(await statusOf(post(body))).toBe(400);
  });

  it('is forgotten after a day', async () => {
    const old = { digest: 'a'.repeat(64), clusterId, receivedAt: new Date(Date.now() - 25 * 3_600_000) };
    await database.db.fluxNotification.create({ data: old });
    await post(bodyOf());
    expect(await database.db.fluxNotification.findUnique({ where: { digest: old.digest } })).toBeNull();
  });
});

describe('what bears no good signature', () => {
  it('is refused alike, whether or not there is such a cluster', async () => {
    const disabled = await addCluster({ enabled: false });
    const open = await addCluster({ secret: null });
    const foreign = await addCluster({ secret: 'another secret' });
    const body = bodyOf();
    const answers = await Promise.all(
      [
        post(body, { signature: null }),
        post(body, { signature: signed(body, 'guess') }),
        post(body, { signature: signed(`${body} `) }),
        post(body, { to: disabled }),
        post(body, { to: open }),
        post(body, { to: open, signature: signed(body, '') }),
        post(body, { to: foreign }),
        post(body, { to: 987_654 }),
        post(body, { to: 'none' }),
        post(body, { to: '1e99' }),
      ].map(async (sent) => [(await sent).status, await (await sent).text()]),
    );
    expect(new Set(answers.map(([, text]) => text)).size).toBe(1);
    expect(answers.map(([status]) => status)).toEqual(answers.map(() => 401));
    expect(await jobCount()).toBe(0);
    expect(await database.db.fluxNotification.count()).toBe(0);
  });

  it('is refused like it where the secret cannot be opened', async () => {
    const data = { encryptedWebhookSecret: sealWebhookSecret(clusterId + 1, SECRET, KEY) };
    await database.db.cluster.update({ where: { id: clusterId }, data });
    expect(await statusOf(post(bodyOf()))).toBe(401);
  });

  it('is turned away after a while, and keeps nobody else out', async () => {
    const forged = { from: '10.9.9.9', signature: 'sha256=00' };
    for (let sent = 0; sent < 100; sent++) await post(bodyOf(), forged);
    const response = await post(bodyOf(), forged);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await statusOf(post(bodyOf(), { from: '10.9.9.9' }))).toBe(202);
  });
});

describe('the job', () => {
  const under = runStandIn([...FLUX_KINDS, kustomization({ lastReconciled: '2100-01-01T00:00:00Z' })]);
  const deps = () => ({
    ctx: testContext(database.db, SYSTEM_ACTOR, new Date()),
    key: () => KEY,
    random: () => 0.5,
    log: pino({ level: 'silent' }),
  });

  async function received(): Promise<string> {
    const { cluster } = under();
    const credentials = { kind: 'token', token: 'demo-cluster-token' } as const;
    const connection = { server: cluster.url, ca: null, serverName: null, credentials };
    const encryptedConnection = sealConnection(clusterId, connection, KEY);
    const data = { access: 'token', server: cluster.url, encryptedConnection } as const;
    await database.db.cluster.update({ where: { id: clusterId }, data });
    expect(await statusOf(post(bodyOf()))).toBe(202);
    const { digest } = await database.db.fluxNotification.findFirstOrThrow({ where: { clusterId } });
    return digest;
  }
  const occurrences = () => database.db.driftOccurrence.count({ where: { object: { clusterId } } });

  it('records the drift that it tells of, once', async () => {
    const digest = await received();
    await judgeNotification(deps(), digest, going);
    await judgeNotification(deps(), digest, going);
    expect(await occurrences()).toBe(1);
  });

  it('is tried again where the cluster does not answer', async () => {
    const digest = await received();
    under().cluster.revoke('demo-cluster-token');
    await expect(judgeNotification(deps(), digest, going)).rejects.toMatchObject({ reason: 'unauthorized' });
    under().cluster.addAccount('demo-cluster-token');
    await judgeNotification(deps(), digest, going);
    expect(await occurrences()).toBe(1);
  });

  it('has nothing to do for a cluster that was turned off', async () => {
    const digest = await received();
    await database.db.cluster.update({ where: { id: clusterId }, data: { enabled: false } });
    await judgeNotification(deps(), digest, going);
    expect(await occurrences()).toBe(0);
  });
});
