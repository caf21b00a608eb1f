import { readFileSync, rmSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type DemoCluster, startDemoCluster } from '#demo/cluster/server.ts';
import { isKubeObject } from '#lib/kubernetes/client/read-page.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { runClusterScan } from '../scans/run-scan.ts';
import { startClusterScan } from '../scans/start.ts';
import { scanDeps } from '../testing/jobs.ts';
import { putApplied, storeCluster, yamlOf } from '../testing/stored.ts';
import { makeWorkTree, type TestWorkTree } from '../testing/work-tree.ts';
import { keptCluster } from './keeping.ts';
import { makeRound } from './round.ts';
import type { KeptCluster } from './types.ts';

const database = testDatabase();
const clones = temporaryFolder('clones');
const claims = Buffer.from(JSON.stringify({ sub: 'system:serviceaccount:tidemark:tidemark' })).toString('base64url');
const TOKEN = `x.${claims}.y`;
const RATES: KubeObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'rates', namespace: 'shop' },
  data: { perMinute: '60' },
};
const POLICY = parseAllDocuments(readFileSync('deploy/dry-run-admission-policy.yaml', 'utf8'))
  .map((document): unknown => document.toJS())
  .filter(isKubeObject);

let now: Date;
let server: DemoCluster;
let tree: TestWorkTree;
let kept: KeptCluster;

beforeEach(async () => {
  now = new Date('2026-05-10T12:00:00Z');
  tree = makeWorkTree({ 'apps/all.yaml': yamlOf(RATES) });
  server = await startDemoCluster();
  server.addAccount(TOKEN);
  await putApplied(server, RATES);
  for (const object of POLICY) server.put(object);
  server.admit((object) => ({ ...object, data: { perMinute: '10' } }));
  const { deps, left } = scanDeps(database.db, clones, () => now);
  const settings = { isWatched: false, usesDryRun: true, namespaces: ['shop'] };
  const { id } = await storeCluster(database.db, server, tree, { token: TOKEN, cluster: settings });
  const scan = await startClusterScan(deps.ctx, id);
  await runClusterScan(deps, scan.id, new AbortController().signal);
  const [first] = left;
  if (first === undefined) throw new Error('the cluster was not compared');
  kept = keptCluster(deps, first.cluster, first, new AbortController());
});
afterEach(async () => {
  kept.cluster.client.close();
  await database.db.cluster.updateMany({ data: { enabled: false } });
  tree.remove();
  await server.close();
});
afterAll(() => rmSync(clones, { recursive: true, force: true }));

/** Somebody writes the object as it is, and a look is taken. */
async function lookAgain() {
  await putApplied(server, RATES);
  now = new Date(now.getTime() + 60_000);
  await makeRound(kept, false);
  return known();
}

async function known() {
  const clusterId = kept.cluster.row.id;
  const { verdict, reason } = await database.db.cluster.findUniqueOrThrow({ where: { id: clusterId } });
  const objects = await database.db.driftObject.findMany({ where: { clusterId } });
  return { verdict, reason, states: objects.map(({ name, state }) => `${name} ${state}`) };
}

it('what only a dry run tells stays while it is so, and ends with it', async () => {
  expect(await known()).toMatchObject({ verdict: 'drifted', states: ['rates drifted'] });
  expect(await lookAgain()).toMatchObject({ verdict: 'drifted', states: ['rates drifted'] });
  server.admit((object) => object);
  expect(await lookAgain()).toMatchObject({ verdict: 'stable', states: ['rates clean'] });
});

it.each<[string, () => void, RegExp]>([
  ['the policy is gone', () => POLICY.map((object) => server.remove(object)), /1 part could not be compared/],
  [
    'the cluster refuses the object',
    () => server.fault({ on: 'dryRun=All', fault: { kind: 'status', status: 422 } }),
    /1 part could not be compared/,
  ],
])('nothing is called clean where %s', async (_, spoil, told) => {
  spoil();
  for (let look = 0; look < 2; look += 1) {
    const { verdict, reason, states } = await lookAgain();
    expect({ verdict, states }).toEqual({ verdict: 'unmeasured', states: ['rates drifted'] });
    expect(reason).toMatch(told);
  }
});
