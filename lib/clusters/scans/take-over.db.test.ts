import { beforeEach, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import type { Context } from '#lib/platform/context.ts';
import { CLUSTER_LEASE_MS, CLUSTER_TAKE_OVER_MS } from '#lib/policy/thresholds.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeCluster } from '#lib/testing/drift-factories.ts';
import { claimCluster } from '../watching/lease.ts';
import { createTakeOver } from './take-over.ts';

const database = testDatabase();
const START = new Date('2026-05-10T12:00:00Z');
let now: Date;
let ctx: Context;
let clusterId: number;
let scanId: number;

beforeEach(async () => {
  await database.db.cluster.updateMany({ data: { enabled: false } });
  now = START;
  ctx = { db: database.db, now: () => now, actor: SYSTEM_ACTOR };
  ({ id: clusterId } = await makeCluster(database.db));
  const scan = { clusterId, trigger: 'schedule', cause: 'started', status: 'finished', verdict: 'stable' } as const;
  ({ id: scanId } = await database.db.clusterScan.create({ data: { ...scan, objects: 1, finishedAt: START } }));
  await claimCluster(database.db, clusterId, scanId, START);
});

const pass = (ms: number) => {
  now = new Date(now.getTime() + ms);
};
const queued = () => database.db.clusterScan.count({ where: { clusterId, status: 'queued' } });

it('a cluster whose worker was killed is compared once, whoever asks', async () => {
  const [one, other] = [createTakeOver(ctx), createTakeOver(ctx)];
  pass(CLUSTER_LEASE_MS - 1);
  expect(await one()).toEqual([]);
  pass(2);
  expect([await one(), await other()]).toEqual([[], []]);
  pass(CLUSTER_TAKE_OVER_MS);
  const started = await Promise.all([one(), other()]);
  expect(started.flat()).toEqual([{ clusterId, cause: 'started' }]);
  expect([await one(), await other(), await queued()]).toEqual([[], [], 1]);
});

it('a worker that lives and could not say so gets a moment to', async () => {
  const takeOver = createTakeOver(ctx);
  pass(10 * CLUSTER_LEASE_MS);
  expect(await takeOver()).toEqual([]);
  pass(CLUSTER_TAKE_OVER_MS / 2);
  expect(await claimCluster(database.db, clusterId, scanId, now)).toBe('kept');
  expect(await takeOver()).toEqual([]);
  pass(CLUSTER_TAKE_OVER_MS);
  expect([await takeOver(), await queued()]).toEqual([[], 0]);
});

it('a cluster that is switched off, or was never looked after, is left alone', async () => {
  await database.db.cluster.update({ where: { id: clusterId }, data: { enabled: false } });
  await makeCluster(database.db);
  const takeOver = createTakeOver(ctx);
  pass(CLUSTER_LEASE_MS + 1);
  await takeOver();
  pass(CLUSTER_TAKE_OVER_MS);
  expect(await takeOver()).toEqual([]);
});
