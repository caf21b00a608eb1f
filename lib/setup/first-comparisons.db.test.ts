import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO_CLUSTER_TOKEN } from '#demo/cluster/server.ts';
import { type DemoFleet, startDemoFleet } from '#demo/fleet/fleet.ts';
import { SYSTEM_ACTOR } from '../audit/actor.ts';
import { adoptEnvironment } from '../platform/env.ts';
import { temporaryFolder } from '../platform/temporary-folder.ts';
import { testDatabase } from '../testing/database.ts';
import { testContext } from '../testing/factories.ts';
import { watchOn } from '../testing/watch.ts';
import { compareDemo } from './first-comparisons.ts';
import { latestComparisons } from './latest-comparisons.ts';
import { seedFleet } from './seed-fleet.ts';

const database = testDatabase();
watchOn(database);
const ctx = () => testContext(database.db, SYSTEM_ACTOR, new Date());

const folder = temporaryFolder('first-comparisons');
let fleet: DemoFleet;
beforeAll(async () => {
  adoptEnvironment({ TIDEMARK_DATA: folder });
  fleet = await startDemoFleet({ folder });
  await seedFleet(ctx(), {
    repositoryUrl: fleet.repository.url,
    clusterUrl: fleet.cluster.url,
    clusterToken: DEMO_CLUSTER_TOKEN,
    flagdUrl: fleet.flagd.syncUrl,
  });
});
afterAll(async () => {
  await fleet.close();
  adoptEnvironment({ TIDEMARK_DATA: '' });
  rmSync(folder, { recursive: true });
});

const options = (said: string[] = []) => ({
  signal: new AbortController().signal,
  say: (line: string) => void said.push(line),
});

it('compares what was never compared, and waits for the worker', async () => {
  const said: string[] = [];
  const comparing = compareDemo(ctx(), options(said));
  await expect.poll(() => database.db.clusterScan.findMany()).toMatchObject([{ status: 'queued', cause: 'started' }]);
  await expect.poll(() => latestComparisons(database.db)).toMatchObject([{ what: 'Flags', verdict: 'drifted' }]);
  await database.db.cluster.updateMany({ data: { verdict: 'drifted', reason: 'One object.' } });
  await comparing;
  expect(said).toEqual(['comparing the cluster and the flags with git']);
  expect(await latestComparisons(database.db)).toEqual([
    {
      what: 'Cluster',
      name: 'demo-cluster',
      isDemo: true,
      verdict: 'drifted',
      reason: 'One object.',
      path: '/code',
    },
    {
      what: 'Flags',
      name: 'demo-flags',
      isDemo: true,
      verdict: 'drifted',
      reason: '2 of 5 flags are not as git says.',
      path: '/config',
    },
  ]);
});

it('does nothing at the next start', async () => {
  const said: string[] = [];
  await compareDemo(ctx(), options(said));
  expect({ said, scans: await database.db.clusterScan.count() }).toEqual({ said: [], scans: 1 });
});
