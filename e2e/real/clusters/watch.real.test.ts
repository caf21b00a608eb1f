import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { startClusterScan } from '#lib/clusters/scans/start.ts';
import { storeCluster, TEST_KEY } from '#lib/clusters/testing/stored.ts';
import { makeWorkTree, type TestWorkTree } from '#lib/clusters/testing/work-tree.ts';
import { readKubeconfig } from '#lib/kubernetes/connection/kubeconfig.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { kill, workerProcesses } from '#lib/testing/worker-process.ts';
import { serversAvailable } from '../servers/available.ts';
import { kubectl } from '../servers/kubectl.ts';
import { type RealKubernetes, startKubernetes } from '../servers/kubernetes.ts';
import { SHOP } from './fleet.ts';

const MANAGER = 'kustomize-controller';
/** From `kubectl edit` to the incident (product definition). */
const WATCHED_WITHIN_MS = 5_000;
const INTERVAL_SECONDS = 10;
/** After kill -9: what is left of the lease, the time until another is sure of it, and a busy machine. */
const TAKEN_OVER_WITHIN_MS = 60_000;
/** What a look itself may take besides. */
const LOOK_MS = 5_000;

const database = testDatabase();
const workers = workerProcesses(database);
const data = temporaryFolder('data');
const env = { TIDEMARK_ENCRYPTION_KEY: TEST_KEY, TIDEMARK_DATA: data };
const ctx = () => ({ db: database.db, now: () => new Date(), actor: SYSTEM_ACTOR });

describe.runIf(serversAvailable())('a worker that looks after a real cluster', { timeout: 240_000 }, () => {
  let server: RealKubernetes;
  let tree: TestWorkTree;

  const run = async (...args: string[]) => {
    const { exitCode, errors } = await kubectl(server, args);
    if (exitCode !== 0) throw new Error(`kubectl ${args.join(' ')}: ${errors}`);
  };
  const applyAsFlux = () =>
    run('apply', '--server-side', '--force-conflicts', `--field-manager=${MANAGER}`, '-f', join(tree.folder, 'apps'));

  beforeAll(async () => {
    server = await startKubernetes();
    tree = makeWorkTree({ 'apps/all.yaml': SHOP });
    await run('create', 'namespace', 'shop');
    await applyAsFlux();
  }, 240_000);
  afterAll(async () => {
    tree?.remove();
    rmSync(data, { recursive: true, force: true });
    await server?.stop();
  });

  /** Stores the cluster and has it compared by a worker. */
  async function compared(isWatched: boolean): Promise<number> {
    const connection = readKubeconfig(readFileSync(server.kubeconfigPath, 'utf8'));
    const settings = { isWatched, intervalSeconds: INTERVAL_SECONDS };
    const { id } = await storeCluster(database.db, server, tree, { connection, cluster: settings });
    const scan = await startClusterScan(ctx(), id);
    await finished(scan.id);
    return id;
  }

  async function finished(scanId: number): Promise<void> {
    const read = () => database.db.clusterScan.findUniqueOrThrow({ where: { id: scanId } });
    await expect.poll(async () => (await read()).status, { timeout: 60_000 }).toBe('finished');
    expect(await read()).toMatchObject({ verdict: 'stable', objects: 7, notCompared: [] });
  }

  /** Milliseconds from an edit by hand until its incident is open. */
  async function untilIncident(clusterId: number, timeoutMs: number): Promise<number> {
    const rules = '[{"op":"add","path":"/rules/0/verbs/-","value":"delete"}]';
    const before = await database.db.incident.count({ where: { clusterId } });
    const startedAt = performance.now();
    await run('patch', 'role', 'reader', '-n', 'shop', '--type=json', '--field-manager=kubectl-edit', '-p', rules);
    const count = () => database.db.incident.count({ where: { clusterId } });
    await expect.poll(count, { timeout: timeoutMs + 20_000, interval: 50 }).toBe(before + 1);
    return performance.now() - startedAt;
  }

  const cleared = (clusterId: number) =>
    expect
      .poll(
        () => database.db.incident.findFirst({ where: { clusterId }, select: { severity: true, clearedAt: true } }),
        { timeout: 30_000 },
      )
      .toMatchObject({ severity: 'P0', clearedAt: expect.any(Date) });

  it('sees an edit at once by its watches, clears what was undone, and is followed by another when it is killed', async () => {
    const first = await workers.start({ env });
    const clusterId = await compared(true);
    const tookMs = await untilIncident(clusterId, WATCHED_WITHIN_MS);
    console.log(`from the edit to the incident, watched: ${tookMs.toFixed(0)} ms`);
    expect(tookMs).toBeLessThan(WATCHED_WITHIN_MS);
    await applyAsFlux();
    await cleared(clusterId);

    const second = await workers.start({ env });
    await kill(first);
    const killedAt = new Date();
    const next = () => database.db.clusterScan.findFirst({ where: { clusterId, createdAt: { gt: killedAt } } });
    await expect.poll(next, { timeout: TAKEN_OVER_WITHIN_MS, interval: 500 }).not.toBeNull();
    console.log(`from kill -9 to the next comparison: ${((Date.now() - killedAt.getTime()) / 1000).toFixed(0)} s`);
    await finished((await next())?.id ?? 0);
    await database.db.cluster.update({ where: { id: clusterId }, data: { enabled: false } });
    await kill(second);
  });

  it('sees an edit within one interval without watches', async () => {
    await workers.start({ env });
    const clusterId = await compared(false);
    const tookMs = await untilIncident(clusterId, INTERVAL_SECONDS * 1000 + LOOK_MS);
    console.log(`from the edit to the incident, every ${INTERVAL_SECONDS} s: ${tookMs.toFixed(0)} ms`);
    expect(tookMs).toBeLessThan(INTERVAL_SECONDS * 1000 + LOOK_MS);
    await applyAsFlux();
    await cleared(clusterId);
  });
});
