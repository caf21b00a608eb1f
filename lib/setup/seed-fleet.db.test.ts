import { expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '../audit/actor.ts';
import { openCluster } from '../clusters/registry/open.ts';
import { encryptionKey } from '../platform/encryption-key.ts';
import { testDatabase } from '../testing/database.ts';
import { testContext } from '../testing/factories.ts';
import { watchOn } from '../testing/watch.ts';
import { type FleetPlan, seedFleet } from './seed-fleet.ts';

const database = testDatabase();
watchOn(database);
const ctx = () => testContext(database.db, SYSTEM_ACTOR);

const PLAN: FleetPlan = {
  repositoryUrl: 'file:///data/demo-fleet/fleet.git',
  clusterUrl: 'http://127.0.0.1:4300',
  clusterToken: 'demo',
  flagdUrl: 'http://127.0.0.1:4301',
};

it('makes the demo once, and follows it to other addresses', async () => {
  await seedFleet(ctx(), PLAN);
  await seedFleet(ctx(), { ...PLAN, clusterUrl: 'http://127.0.0.1:4400', repositoryUrl: 'file:///moved/fleet.git' });
  const [cluster, ...others] = await database.db.cluster.findMany({ include: { sources: true } });
  expect(others).toEqual([]);
  expect(cluster).toMatchObject({ name: 'demo-cluster', isDemo: true, enabled: true, sources: [{ path: null }] });
  const connection = cluster && (await openCluster(cluster, encryptionKey()));
  expect(connection?.server).toBe('http://127.0.0.1:4400');
  expect(await connection?.credentials()).toEqual({ kind: 'token', token: 'demo' });
  expect(await database.db.gitSource.findMany()).toMatchObject([{ url: 'file:///moved/fleet.git', isDemo: true }]);
  expect(await database.db.flagSource.findMany()).toMatchObject([{ url: PLAN.flagdUrl, isDemo: true }]);
  expect(await database.db.auditLog.count()).toBe(3);
});

it('rests where there is no demo, and touches nothing that is not its own', async () => {
  await database.db.cluster.create({ data: { name: 'ours', access: 'in_cluster' } });
  await seedFleet(ctx(), undefined);
  const enabled = await database.db.cluster.findMany({ orderBy: { id: 'asc' }, select: { name: true, enabled: true } });
  expect(enabled).toEqual([
    { name: 'demo-cluster', enabled: false },
    { name: 'ours', enabled: true },
  ]);
  expect(await database.db.flagSource.findMany()).toMatchObject([{ enabled: false }]);
});

it('does not take over what bears its name', async () => {
  await database.db.cluster.updateMany({ where: { name: 'demo-cluster' }, data: { isDemo: false } });
  await expect(seedFleet(ctx(), PLAN)).rejects.toThrow('A cluster named "demo-cluster" exists that is not the demo');
});
