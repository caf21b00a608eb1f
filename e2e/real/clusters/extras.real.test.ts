import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { startClusterScan } from '#lib/clusters/scans/start.ts';
import { storeCluster, TEST_KEY } from '#lib/clusters/testing/stored.ts';
import { makeWorkTree, type TestWorkTree } from '#lib/clusters/testing/work-tree.ts';
import { readKubeconfig } from '#lib/kubernetes/connection/kubeconfig.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { workerProcesses } from '#lib/testing/worker-process.ts';
import { serversAvailable } from '../servers/available.ts';
import { kubectl } from '../servers/kubectl.ts';
import { type RealKubernetes, startKubernetes } from '../servers/kubernetes.ts';
import { SETTINGS } from './fleet.ts';
import { linesOf, reported } from './tidemark.ts';

/** From `kubectl create` to the incident (product definition). */
const WATCHED_WITHIN_MS = 5_000;
const INTERVAL_SECONDS = 10;
/** What a look itself may take besides. */
const LOOK_MS = 5_000;

const database = testDatabase();
const workers = workerProcesses(database);
const data = temporaryFolder('data');
const env = { TIDEMARK_ENCRYPTION_KEY: TEST_KEY, TIDEMARK_DATA: data };
const ctx = () => ({ db: database.db, now: () => new Date(), actor: SYSTEM_ACTOR });

describe.runIf(serversAvailable())(
  'access that somebody gives himself, where git has no RBAC',
  { timeout: 120_000 },
  () => {
    let server: RealKubernetes;
    let tree: TestWorkTree;
    let clusterId = 0;

    const run = async (...args: string[]) => {
      const { exitCode, errors } = await kubectl(server, args);
      if (exitCode !== 0) throw new Error(`kubectl ${args.join(' ')}: ${errors}`);
    };
    const bindAll = (name: string) =>
      run('create', 'clusterrolebinding', name, '--clusterrole', 'cluster-admin', '--user', 'mallory');
    const byCli = async () => {
      const options = ['--git', tree.folder, '--path', 'apps', '--manager', 'kustomize-controller'];
      return linesOf((await reported(server.kubeconfigPath, ...options)).report);
    };

    /** Stores the cluster and has it compared by a worker, which looks after it from then on. */
    async function compared(isWatched: boolean): Promise<void> {
      const connection = readKubeconfig(readFileSync(server.kubeconfigPath, 'utf8'));
      const settings = { isWatched, intervalSeconds: INTERVAL_SECONDS };
      await database.db.cluster.updateMany({ data: { enabled: false } });
      clusterId = (await storeCluster(database.db, server, tree, { connection, cluster: settings })).id;
      const { id } = await startClusterScan(ctx(), clusterId);
      const status = async () => (await database.db.clusterScan.findUniqueOrThrow({ where: { id } })).status;
      await expect.poll(status, { timeout: 60_000 }).toBe('finished');
    }

    async function incidents(): Promise<string[]> {
      const where = { object: { clusterId }, incidentId: { not: null } };
      const select = { severity: true, object: { select: { kind: true, name: true } } };
      const rows = await database.db.driftOccurrence.findMany({ where, select });
      return rows.map(({ severity, object }) => `${severity} ${object.kind} ${object.name}`).toSorted();
    }

    /** Milliseconds until an object that is added is in an incident. */
    async function untilIncident(add: () => Promise<void>, line: string, withinMs: number): Promise<void> {
      const startedAt = performance.now();
      await add();
      await expect.poll(incidents, { timeout: withinMs + 20_000, interval: 50 }).toContain(line);
      const tookMs = performance.now() - startedAt;
      console.log(`${line}: ${tookMs.toFixed(0)} ms`);
      expect(tookMs).toBeLessThan(withinMs);
    }

    beforeAll(async () => {
      server = await startKubernetes();
      tree = makeWorkTree({ 'apps/all.yaml': SETTINGS.replace('name: settings', 'name: settings, namespace: shop') });
      await run('create', 'namespace', 'shop');
      await run('apply', '--server-side', '--field-manager=kustomize-controller', '-f', join(tree.folder, 'apps'));
      await workers.start({ env });
    }, 120_000);
    afterAll(async () => {
      tree?.remove();
      rmSync(data, { recursive: true, force: true });
      await server?.stop();
    });

    it('nothing is found in a cluster that has no more than it begins with', async () => {
      expect(await byCli()).toEqual([]);
    });

    it('what is there already is recorded, and wakes nobody', async () => {
      await bindAll('there-before');
      // API servers tell times in whole seconds.
      await sleep(1_500);
      await compared(true);
      const objects = await database.db.driftObject.findMany({ where: { clusterId } });
      expect(objects).toMatchObject([{ kind: 'ClusterRoleBinding', name: 'there-before', state: 'drifted' }]);
      const { rule } = await database.db.driftOccurrence.findFirstOrThrow({ where: { object: { clusterId } } });
      expect(rule).toContain('was there before the cluster was first compared');
      expect(await incidents()).toEqual([]);
    });

    it('what is added is P0 at once by the watches, in a namespace and beside all', async () => {
      await untilIncident(() => bindAll('backdoor'), 'P0 ClusterRoleBinding backdoor', WATCHED_WITHIN_MS);
      const bind = ['create', 'rolebinding', 'side-door', '-n', 'shop', '--clusterrole', 'admin', '--user', 'mallory'];
      await untilIncident(() => run(...bind), 'P0 RoleBinding side-door', WATCHED_WITHIN_MS);
      await run('create', 'rolebinding', 'not-of-git', '-n', 'default', '--clusterrole', 'admin', '--user', 'mallory');
      expect(await byCli()).toEqual([
        'extra ClusterRoleBinding backdoor by kubectl-create',
        'extra ClusterRoleBinding there-before by kubectl-create',
        'extra RoleBinding shop/side-door by kubectl-create',
      ]);
    });

    it('so is somebody who is added to the binding that the API server itself made', async () => {
      const subject =
        '[{"op":"add","path":"/subjects/-","value":{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"mallory"}}]';
      const patch = () => run('patch', 'clusterrolebinding', 'cluster-admin', '--type=json', '-p', subject);
      await sleep(1_500);
      await untilIncident(patch, 'P0 ClusterRoleBinding cluster-admin', WATCHED_WITHIN_MS);
    });

    it('and of what replaces something that was there before', async () => {
      const replace = async () => {
        await run('delete', 'clusterrolebinding', 'there-before');
        await bindAll('there-before');
      };
      await untilIncident(replace, 'P0 ClusterRoleBinding there-before', WATCHED_WITHIN_MS);
    });

    it('without watches it is P0 within an interval', async () => {
      await sleep(1_500);
      await compared(false);
      expect(await incidents()).toEqual([]);
      const line = 'P0 ClusterRoleBinding backdoor-again';
      await untilIncident(() => bindAll('backdoor-again'), line, INTERVAL_SECONDS * 1000 + LOOK_MS);
    });
  },
);
