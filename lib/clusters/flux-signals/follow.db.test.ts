import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { runStandIn } from '#lib/kubernetes/testing/stand-in.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeCluster } from '#lib/testing/drift-factories.ts';
import { TEST_NOW, testContext } from '#lib/testing/factories.ts';
import { followFluxEvents } from './follow.ts';
import { applyEvent, FLUX_KINDS, kustomization } from './testing/flux-objects.ts';

const database = testDatabase();
const under = runStandIn([...FLUX_KINDS, kustomization()]);
const DRIFT = 'ConfigMap/shop/settings configured';
const OTHER = 'main@sha1:0000000000000000000000000000000000000000';

let clusterId: number;
let stop: AbortController;
let following: Promise<unknown>;
let logged: string[];

function follow(): void {
  stop = new AbortController();
  logged = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const ctx = testContext(database.db, SYSTEM_ACTOR, TEST_NOW);
  const deps = { ctx, client: under().client, clusterId, log, signal: stop.signal };
  following = followFluxEvents(deps).catch((error: unknown) => error);
}

async function end(): Promise<unknown> {
  stop.abort();
  return following;
}

const occurrences = () =>
  database.db.driftOccurrence.findMany({
    where: { object: { clusterId } },
    orderBy: { firstSeenAt: 'asc' },
    include: { object: true },
  });
const timesOf = async () => (await occurrences()).map(({ firstSeenAt }) => firstSeenAt.toISOString().slice(11, 16));
const revisions = () => database.db.fluxRevision.findMany({ where: { clusterId } });
const settled = () => expect.poll(() => under().cluster.openWatches()).toBe(3);

beforeEach(async () => {
  clusterId = (await makeCluster(database.db)).id;
});
afterEach(end);

describe('Events of Flux', () => {
  it('that are there and that come are drift where the revision was applied before', async () => {
    under().cluster.put(applyEvent('before', DRIFT, '2026-05-10T11:30:00Z'));
    follow();
    await settled();
    under().cluster.put(applyEvent('after', DRIFT, '2026-05-10T11:50:00Z'));
    under().cluster.put(applyEvent('commit', 'ConfigMap/shop/other configured', '2026-05-10T11:51:00Z', OTHER));
    await expect.poll(timesOf).toEqual(['11:30', '11:50']);
    expect(await occurrences()).toMatchObject([
      {
        origin: 'flux',
        note: 'Kustomization flux-system/apps: ConfigMap/shop/settings configured',
        correctedAt: new Date('2026-05-10T11:30:00Z'),
        object: { channel: 'config', group: '', kind: 'ConfigMap', namespace: 'shop', name: 'settings' },
      },
      { object: { name: 'settings' } },
    ]);
  });

  it('count once, however often they are listed', async () => {
    under().cluster.put(applyEvent('one', DRIFT, '2026-05-10T11:30:00Z'));
    follow();
    await settled();
    await expect.poll(timesOf).toHaveLength(1);
    await end();
    under().cluster.compact();
    follow();
    await settled();
    under().cluster.put(applyEvent('two', DRIFT, '2026-05-10T11:50:00Z'));
    await expect.poll(timesOf).toEqual(['11:30', '11:50']);
    expect(await database.db.fluxNotification.count({ where: { clusterId, word: { equals: undefined } } })).toBe(2);
  });

  it('go on after the server forgot where the watch was', async () => {
    follow();
    await settled();
    const { cluster } = under();
    cluster.put(applyEvent('one', DRIFT, '2026-05-10T11:30:00Z'));
    await expect.poll(timesOf).toHaveLength(1);
    cluster.fault({ on: 'watch=1', times: 3, fault: { kind: 'status', status: 410 } });
    cluster.breakWatches();
    await settled();
    cluster.put(applyEvent('two', DRIFT, '2026-05-10T11:50:00Z'));
    await expect.poll(timesOf, { timeout: 5_000 }).toEqual(['11:30', '11:50']);
  });

  it('of the same object count again where the Event is told again later', async () => {
    follow();
    await settled();
    under().cluster.put(applyEvent('one', DRIFT, '2026-05-10T11:30:00Z'));
    await expect.poll(timesOf).toHaveLength(1);
    under().cluster.put({ ...applyEvent('one', DRIFT, '2026-05-10T11:40:00Z'), count: 2 });
    await expect.poll(timesOf).toEqual(['11:30', '11:40']);
  });

  it('are left to a job as long as Flux is at it', async () => {
    under().cluster.put(kustomization({ lastReconciled: '2026-05-10T11:20:00Z' }));
    under().cluster.put(applyEvent('one', DRIFT, '2026-05-10T11:30:00Z'));
    follow();
    const words = () => database.db.fluxNotification.findMany({ where: { clusterId } });
    await expect.poll(words).toMatchObject([{ word: { name: 'apps', message: DRIFT } }]);
    const jobs = await database.db.$queryRaw<object[]>`
      SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'flux.judge' AND run_at > now()`;
    expect(jobs).toHaveLength(1);
    expect(await timesOf()).toEqual([]);
  });

  it('of namespaces that are not compared are left', async () => {
    await database.db.cluster.update({ where: { id: clusterId }, data: { namespaces: ['payments'] } });
    const message = `${DRIFT}\nConfigMap/payments/rates configured\nNamespace/shop configured`;
    under().cluster.put(applyEvent('one', message, '2026-05-10T11:30:00Z'));
    follow();
    await expect.poll(occurrences).toMatchObject([{ object: { namespace: 'payments' } }]);
  });

  it('older than a day are left', async () => {
    under().cluster.put(applyEvent('old', DRIFT, '2026-05-09T11:30:00Z'));
    under().cluster.put(applyEvent('new', DRIFT, '2026-05-10T11:30:00Z'));
    follow();
    await expect.poll(timesOf).toEqual(['11:30']);
  });
});

describe('what is applied', () => {
  it('is known from when it was seen to change, and what came before that is no drift', async () => {
    follow();
    await settled();
    expect(await revisions()).toMatchObject([{ name: 'apps', seenSince: null }]);
    under().cluster.put(kustomization({ revision: OTHER, firstReconciled: '2026-05-10T09:00:00Z' }));
    await expect.poll(revisions).toMatchObject([{ revision: OTHER, seenSince: TEST_NOW }]);
    under().cluster.put(applyEvent('first', DRIFT, '2026-05-10T11:59:00Z', OTHER));
    await expect.poll(() => logged.join('')).toContain('applied for the first time');
    expect(await timesOf()).toEqual([]);
    under().cluster.remove(kustomization());
    await expect.poll(revisions).toEqual([]);
  });

  it('of a Kustomization that is gone leaves its last word open', async () => {
    under().cluster.remove(kustomization());
    under().cluster.put(applyEvent('one', DRIFT, '2026-05-10T11:30:00Z'));
    follow();
    await expect.poll(() => logged.join('')).toContain('it is unknown whether Flux told of drift');
    expect(await timesOf()).toEqual([]);
  });
});

it('an account that may not read Events is told so, and the server is not pressed', async () => {
  const { cluster } = under();
  cluster.addAccount('demo-cluster-token', { plural: 'events' });
  follow();
  await expect.poll(() => logged.join('')).toContain('events is forbidden');
  expect(logged.join('')).toContain('"reason":"forbidden","subject":"what Flux says of drift"');
  await expect.poll(() => cluster.openWatches()).toBe(0);
});

it('a cluster that takes the token no longer ends it', async () => {
  under().cluster.revoke('demo-cluster-token');
  follow();
  expect(await following).toMatchObject({ reason: 'unauthorized' });
});

it('a cluster without Flux is left alone', async () => {
  for (const kind of FLUX_KINDS) under().cluster.remove(kind);
  follow();
  await expect.poll(() => logged.join('')).toContain('no Flux in this cluster');
  expect(under().cluster.openWatches()).toBe(0);
});
