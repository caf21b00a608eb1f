import { readFileSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareCluster } from '#lib/clusters/compare-cluster.ts';
import type { ClusterMemory } from '#lib/clusters/memory/types.ts';
import { remoteRepository } from '#lib/clusters/repositories/remote-repository.ts';
import type { ComparedObject } from '#lib/clusters/types.ts';
import { lookAround } from '#lib/clusters/watching/look-around.ts';
import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import { openConnection } from '#lib/kubernetes/connection/check.ts';
import { readKubeconfig } from '#lib/kubernetes/connection/kubeconfig.ts';
import { clientOf, going } from '#lib/kubernetes/testing/reading.ts';
import { invariant } from '#lib/platform/errors.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { applyAll, writeFleet } from '#scripts/bench/cluster/fleet.ts';
import { benchObjects } from '#scripts/bench/cluster/objects.ts';
import { serversAvailable } from '../servers/available.ts';
import { type RealKubernetes, startKubernetes } from '../servers/kubernetes.ts';
import { apply, demand } from '../servers/start/api.ts';

const OBJECTS = 10_000;
const CONFIG_MAPS = '/api/v1/namespaces/bench/configmaps';
const DEPLOYMENTS = '/apis/apps/v1/namespaces/bench/deployments';
const ROLES = '/apis/rbac.authorization.k8s.io/v1/namespaces/bench/roles';

describe.runIf(serversAvailable())('10,000 objects of a real API server', { timeout: 240_000 }, () => {
  const folder = temporaryFolder('large');
  const objects = benchObjects(OBJECTS);
  let server: RealKubernetes;
  let client: KubeClient;
  let fleet: string;
  let memory: ClusterMemory;

  async function compared() {
    const url = pathToFileURL(fleet).href;
    const now = () => new Date();
    const repository = remoteRepository({ name: 'fleet', url, branch: 'main', now, clones: `${folder}/clones` });
    const deps = { client, repositories: [], tools: { kustomize: null, helm: null }, now };
    const folders = [{ repository, path: '', manager: 'kustomize-controller' }];
    const question = { folders, withFlux: false, namespaces: null, isStrict: false };
    const scanned = await compareCluster(deps, question, { signal: going });
    invariant(scanned.memory, 'the cluster answered');
    return { comparison: scanned.comparison, memory: scanned.memory };
  }

  beforeAll(async () => {
    server = await startKubernetes();
    const connection = readKubeconfig(readFileSync(server.kubeconfigPath, 'utf8'));
    await applyAll(connection, objects);
    fleet = writeFleet(folder, objects);
    client = clientOf(openConnection(connection));
  }, 240_000);
  afterAll(async () => {
    client?.close();
    rmSync(folder, { recursive: true, force: true });
    await server?.stop();
  });

  it('are as git says, and nothing is found', async () => {
    const { comparison, memory: known } = await compared();
    memory = known;
    expect(comparison).toMatchObject({ verdict: 'stable', objects: objects.length, notCompared: [] });
    expect(linesOf(comparison.comparisons)).toEqual([]);
    const { look, faults } = await lookAround({ client, memory, dryRuns: null, signal: going }, () => true);
    expect([look.compared, faults]).toEqual([[], []]);
  });

  it('are all but five, and exactly these are found', async () => {
    const edit = async (method: string, path: string, body?: object) => {
      const answer = await server.api(method, `${path}?fieldManager=kubectl-edit`, {
        body,
        ...(method === 'PATCH' && { contentType: 'application/merge-patch+json' }),
      });
      demand(answer, path);
    };
    await edit('PATCH', `${DEPLOYMENTS}/deployment-700`, { spec: { replicas: 7 } });
    await edit('PATCH', `${ROLES}/role-999`, { metadata: { labels: { left: 'behind' } } });
    await edit('DELETE', `${CONFIG_MAPS}/configmap-5998`);
    const added = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'added', namespace: 'bench' } };
    await edit('POST', CONFIG_MAPS, added);
    const [path, object] = ownOf('configmap-0');
    await apply(server.api, path, { ...object, data: { mode: 'live', limits: '0', 'app.yaml': 'x', once: 'in git' } });

    const found = [
      'extra ConfigMap/added',
      'foreign Role/role-999 metadata.labels.left',
      'missing ConfigMap/configmap-5998',
      'modified ConfigMap/configmap-0 data["app.yaml"]',
      'modified Deployment/deployment-700 spec.replicas',
      'stale ConfigMap/configmap-0 data.once',
    ];
    const { look, faults } = await lookAround({ client, memory, dryRuns: null, signal: going }, () => true);
    expect([linesOf(look.compared), faults]).toEqual([found, []]);
    const { comparison } = await compared();
    expect(linesOf(comparison.comparisons)).toEqual(found);
    expect(comparison).toMatchObject({ verdict: 'drifted', objects: objects.length, notCompared: [] });
  });

  function ownOf(name: string): [string, object] {
    const own = objects.find(({ object }) => object.metadata.name === name);
    invariant(own, `git has ${name}`);
    return [own.path, own.object];
  }
});

/** `kind Kind/name path` of every finding. */
function linesOf(compared: readonly ComparedObject[]): string[] {
  const lines = compared.flatMap(({ ref, findings }) =>
    findings.map(({ kind, path }) => `${kind} ${ref.kind}/${ref.name} ${path}`.trim()),
  );
  return lines.toSorted();
}
