import { beforeEach, expect, it } from 'vitest';
import { incidentDetail, incidentListQuery } from '#lib/contract/incidents.ts';
import { getIncident } from '#lib/incidents/queries/detail.ts';
import { listIncidents } from '#lib/incidents/queries/list.ts';
import type { Context } from '#lib/platform/context.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeCluster } from '#lib/testing/drift-factories.ts';
import { driftedObject, minutesLater, scanSaw } from '#lib/testing/drift-sightings.ts';
import { makeUser, testContext } from '#lib/testing/factories.ts';
import { recordSightings } from './record-sightings.ts';
import { createTier } from './tiers/create.ts';
import { deleteTier } from './tiers/delete.ts';
import { listTiers } from './tiers/list.ts';

const database = testDatabase();
let ctx: Context;
let clusterId: number;

beforeEach(async () => {
  const { id: userId } = await makeUser(database.db);
  ({ id: clusterId } = await makeCluster(database.db));
  ctx = testContext(database.db, { kind: 'user', userId }, minutesLater(20));
});

const incidents = () =>
  database.db.incident.findMany({
    where: { clusterId },
    orderBy: { id: 'asc' },
    include: { timeline: { orderBy: { id: 'asc' } }, drifts: true },
  });

it('drift of a namespace that becomes T3 gets its incident at once, and what only repeats leaves its own', async () => {
  const shop = ['web', 'api'].map((name) => driftedObject({ namespace: 'new-shop', name }));
  for (const minute of [0, 2, 4]) {
    await recordSightings(ctx, scanSaw({ clusterId }, minute, shop.slice(0, 1)));
    await recordSightings(ctx, scanSaw({ clusterId }, minute + 1, []));
  }
  await recordSightings(ctx, scanSaw({ clusterId }, 6, shop));
  expect(await incidents()).toMatchObject([{ severity: 'P3' }]);
  const tier = await createTier(ctx, { subject: 'namespace', name: 'new-*', tier: 3 });
  const [repeated, urgent] = await incidents();
  expect(urgent).toMatchObject({
    severity: 'P1',
    occurrences: 2,
    title: expect.stringMatching(/^2 objects of new-shop/),
  });
  expect(urgent?.drifts).toHaveLength(2);
  expect(repeated).toMatchObject({
    clearedAt: minutesLater(20),
    timeline: [{}, { kind: 'cleared', body: expect.stringContaining(`incident ${urgent?.id} has it now`) }],
  });
  await deleteTier(ctx, tier.id);
  await recordSightings(ctx, scanSaw({ clusterId }, 30, shop));
  expect((await incidents())[1]).toMatchObject({ severity: 'P1', clearedAt: null, occurrences: 2 });
});

it('an incident of a policy becomes as urgent as the policy, and never less', async () => {
  const policy = driftedObject({ group: 'kyverno.io', kind: 'ClusterPolicy', namespace: null, name: 'deny-root' });
  await recordSightings(ctx, scanSaw({ clusterId }, 0, [policy]));
  const tier = await createTier(ctx, { subject: 'policy', name: 'deny-root', tier: 3 });
  const [incident, ...others] = await incidents();
  expect(others).toEqual([]);
  expect(incident).toMatchObject({ channel: 'config', severity: 'P0', occurrences: 1, clearedAt: null });
  expect(incident?.rule).toContain('T3');
  await deleteTier(ctx, tier.id);
  await recordSightings(ctx, scanSaw({ clusterId }, 21, []));
  await recordSightings(ctx, scanSaw({ clusterId }, 30, [policy]));
  expect(await incidents()).toMatchObject([{ severity: 'P0', occurrences: 2, clearedAt: null }]);
});

it.each([
  ['fixed', 2],
  ['intended_change', 1],
] as const)('drift that goes on after it was closed as %s: %d incidents', async (resolution, count) => {
  const pods = ['a', 'b'].map((name) => driftedObject({ namespace: 'auth', name }));
  await recordSightings(ctx, scanSaw({ clusterId }, 0, pods));
  const resolved = { status: 'resolved', resolution, resolvedAt: minutesLater(1) } as const;
  await database.db.incident.updateMany({ where: { clusterId }, data: resolved });
  await recordSightings(ctx, { ...scanSaw({ clusterId }, 2, []), isClean: () => false });
  expect(await incidents()).toHaveLength(1);
  await recordSightings(ctx, scanSaw({ clusterId }, 3, pods));
  const all = await incidents();
  expect(all).toHaveLength(count);
  expect(all.at(-1)).toMatchObject({ occurrences: 2, status: count === 1 ? 'resolved' : 'open', clearedAt: null });
});

it('tiers are listed with those that there are from the start, and a name is taken once', async () => {
  const { items } = await listTiers(database.db);
  expect(items).toMatchObject([
    { subject: 'namespace', name: 'auth', tier: 3 },
    { subject: 'namespace', name: 'payments', tier: 3 },
  ]);
  const again = createTier(ctx, { subject: 'namespace', name: 'auth', tier: 2 });
  await expect(again).rejects.toMatchObject({ code: 'conflict', issues: [{ path: 'name' }] });
  await expect(deleteTier(ctx, 999_999)).rejects.toMatchObject({ code: 'not_found' });
});

it('an incident opens on the objects that drift, and is found by its cluster', async () => {
  const inPayments = ['a', 'b', 'c'].map((name) => driftedObject({ namespace: 'payments', name }));
  await recordSightings(ctx, scanSaw({ clusterId }, 0, inPayments.slice(0, 2)));
  await recordSightings(ctx, scanSaw({ clusterId }, 1, inPayments.slice(1)));
  const { items } = await listIncidents(database.db, incidentListQuery.parse({ clusterId: String(clusterId) }));
  expect(items).toMatchObject([{ cluster: { id: clusterId }, occurrences: 3 }]);
  const detail = await getIncident(ctx, items[0]?.id ?? 0);
  expectExactly(incidentDetail, detail);
  expect(detail.drift).toMatchObject({ total: 3, driftingNow: 2 });
  expect(detail.drift?.objects.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'c drifted',
    'b drifted',
    'a clean',
  ]);
  const { items: named } = await listIncidents(
    database.db,
    incidentListQuery.parse({ q: items[0]?.cluster?.name, status: 'all' }),
  );
  expect(named).toHaveLength(1);
});
