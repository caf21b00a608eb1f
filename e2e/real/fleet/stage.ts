import { setTimeout as sleep } from 'node:timers/promises';
import { shippedFiles } from '#demo/fleet/history.ts';
import { RECORDED_URL } from '#demo/fleet/objects.ts';
import { openFleetRepository } from '#demo/fleet/repository.ts';
import { serveRepository } from '../servers/artifact.ts';
import { applyCrds } from '../servers/definitions.ts';
import { startFlux } from '../servers/flux.ts';
import { kubectl } from '../servers/kubectl.ts';
import type { RealKubernetes } from '../servers/kubernetes.ts';
import { type Api, apply, demand } from '../servers/start/api.ts';

export const KUSTOMIZATIONS = ['policies', 'auth', 'payments', 'agents'];
const FLUX_SYSTEM = 'flux-system';
/** As the installation of Flux labels what it makes. */
const PART_OF_FLUX = { 'app.kubernetes.io/part-of': 'flux' };

/** Has a real Flux apply the demo's repository to a real API server. Returns the commit; Flux is gone afterwards. */
export async function stageFleet(cluster: RealKubernetes): Promise<string> {
  const { commit } = await openFleetRepository(`${cluster.folder}/fleet.git`);
  await Promise.all([applyCrds(cluster, 'flux'), applyCrds(cluster, 'kyverno')]);
  await injectSidecars(cluster.api);
  for (const name of [FLUX_SYSTEM, 'agents']) {
    await apply(
      cluster.api,
      `/api/v1/namespaces/${name}`,
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, ...(name === FLUX_SYSTEM && { labels: PART_OF_FLUX }) },
      },
      'flux',
    );
  }
  await using repository = await serveRepository(cluster, 'fleet', FLUX_SYSTEM);
  await apply(
    cluster.api,
    `/apis/source.toolkit.fluxcd.io/v1/namespaces/${FLUX_SYSTEM}/gitrepositories/fleet`,
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'fleet' },
      spec: { url: RECORDED_URL, interval: '1m', ref: { branch: 'main' } },
    },
    'flux',
  );
  await repository.publish(shippedFiles(), `main@sha1:${commit}`);
  await using _flux = await startFlux(cluster);
  for (const name of KUSTOMIZATIONS) await addKustomization(cluster.api, name);
  const args = ['wait', '-n', FLUX_SYSTEM, '--for=condition=Ready', '--timeout=90s', '--all'];
  const { exitCode, errors } = await kubectl(cluster, [...args, 'kustomizations.kustomize.toolkit.fluxcd.io']);
  if (exitCode !== 0) throw new Error(errors);
  await actAsControllers(cluster.api);
  return commit;
}

async function addKustomization(api: Api, name: string): Promise<void> {
  await apply(
    api,
    `/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/${FLUX_SYSTEM}/kustomizations/${name}`,
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name },
      spec: {
        interval: '10m',
        retryInterval: '2s',
        path: `./clusters/demo-cluster/${name}`,
        prune: true,
        sourceRef: { kind: 'GitRepository', name: 'fleet' },
      },
    },
    'flux',
  );
}

/** What the cluster's own controllers would do: scale by load, and say how things stand. */
async function actAsControllers(api: Api): Promise<void> {
  const path = '/apis/apps/v1/namespaces/payments/deployments/checkout';
  const merge = async (address: string, body: object) => {
    const options = { body, contentType: 'application/merge-patch+json' };
    demand(await api('PATCH', `${address}?fieldManager=kube-controller-manager`, options), address);
  };
  await merge(`${path}/scale`, { spec: { replicas: 5 } });
  await merge(path, { metadata: { annotations: { 'deployment.kubernetes.io/revision': '4' } } });
  await merge(`${path}/status`, { status: { observedGeneration: 2, replicas: 5, readyReplicas: 5 } });
}

const SIDECAR =
  '[JSONPatch{op: "add", path: "/spec/template/spec/containers/-", value: Object.spec.template.spec.containers{name: "mesh-proxy", image: "registry.example/mesh/proxy:1.27.1"}}]';

/** Adds a sidecar to deployments that joined the mesh; the server's own policy stands in for the mesh's webhook. */
async function injectSidecars(api: Api): Promise<void> {
  const root = '/apis/admissionregistration.k8s.io/v1';
  const about = (kind: string) => ({ apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name: 'mesh' } });
  const rule = {
    apiGroups: ['apps'],
    apiVersions: ['v1'],
    operations: ['CREATE', 'UPDATE'],
    resources: ['deployments'],
  };
  await apply(api, `${root}/mutatingadmissionpolicies/mesh`, {
    ...about('MutatingAdmissionPolicy'),
    spec: {
      reinvocationPolicy: 'Never',
      matchConstraints: { objectSelector: { matchLabels: { mesh: 'joined' } }, resourceRules: [rule] },
      matchConditions: [
        {
          name: 'not-yet',
          expression: '!object.spec.template.spec.containers.exists(c, c.name == "mesh-proxy")',
        },
      ],
      mutations: [{ patchType: 'JSONPatch', jsonPatch: { expression: SIDECAR } }],
    },
  });
  await apply(api, `${root}/mutatingadmissionpolicybindings/mesh`, {
    ...about('MutatingAdmissionPolicyBinding'),
    spec: { policyName: 'mesh' },
  });
  await untilInForce(api);
}

/** Policies take a moment to be in force. */
async function untilInForce(api: Api): Promise<void> {
  const probe = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'probe', labels: { mesh: 'joined' } },
    spec: {
      selector: { matchLabels: { app: 'probe' } },
      template: {
        metadata: { labels: { app: 'probe' } },
        spec: { containers: [{ name: 'probe', image: 'registry.example/probe' }] },
      },
    },
  };
  const address = '/apis/apps/v1/namespaces/default/deployments';
  for (let tries = 0; tries < 100; tries++) {
    const made = demand(await api('POST', `${address}?dryRun=All`, { body: probe }), address);
    if (JSON.stringify(made).includes('mesh-proxy')) return;
    await sleep(100);
  }
  throw new Error('no sidecar was injected');
}
