import type { ComparisonInput } from '#lib/kubernetes/compare/compare-object.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { objectIn } from '#lib/kubernetes/values/json.ts';
import { apply, demand } from '../servers/start/api.ts';
import type { Bench } from './subject.ts';

/** Something that happens to objects in every cluster and is no drift. */
export interface CleanCase {
  name: string;
  /** Of {@link GIVEN}. */
  of: string;
  happens: (bench: Bench, object: KubeObject) => Promise<unknown>;
  /** Git's side afterwards, where it is spelled otherwise. */
  asInGit?: (object: KubeObject) => KubeObject;
  facts?: Partial<ComparisonInput>;
}

const nothing = async () => undefined;
const patched =
  (patch: unknown, manager: string, subresource = '') =>
  (bench: Bench, object: KubeObject) =>
    bench.patch(object, patch, manager, subresource);

/** The text of an object with some of its words exchanged. */
function respelled(words: Readonly<Record<string, string>>): (object: KubeObject) => KubeObject {
  return (object) => {
    const text = Object.entries(words).reduce((json, [from, to]) => json.replaceAll(from, to), JSON.stringify(object));
    return JSON.parse(text) as KubeObject;
  };
}

const withAnnotation = (name: string, value: string) => (object: KubeObject) => {
  const annotations = { ...objectIn(object.metadata, 'annotations'), [name]: value };
  return { ...object, metadata: { ...object.metadata, annotations } };
};

const CA_BUNDLE = [{ op: 'add', path: '/webhooks/0/clientConfig/caBundle', value: 'LS0tLS1CRUdJTg==' }];

/** Only these objects get a sidecar: a policy outlives its deletion by a moment. */
const MESHED = { mesh: 'joined' };

const withMesh = (object: KubeObject) => {
  const labels = { ...objectIn(object.metadata, 'labels'), ...MESHED };
  return { ...object, metadata: { ...object.metadata, labels } };
};

/** Adds a sidecar to deployments that ask for it, as meshes do; the server's own policy stands in for a webhook. */
async function injectSidecar(bench: Bench, object: KubeObject): Promise<void> {
  const { api } = bench.cluster;
  const root = '/apis/admissionregistration.k8s.io/v1';
  const policy = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingAdmissionPolicy',
    metadata: { name: 'sidecars' },
    spec: {
      reinvocationPolicy: 'Never',
      matchConstraints: {
        objectSelector: { matchLabels: MESHED },
        resourceRules: [
          { apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['deployments'] },
        ],
      },
      mutations: [
        {
          patchType: 'JSONPatch',
          jsonPatch: {
            expression:
              '[JSONPatch{op: "add", path: "/spec/template/spec/containers/-", value: Object.spec.template.spec.containers{name: "mesh", image: "registry.example/mesh:1"}}]',
          },
        },
      ],
    },
  };
  const binding = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingAdmissionPolicyBinding',
    metadata: { name: 'sidecars' },
    spec: { policyName: 'sidecars' },
  };
  await apply(api, `${root}/mutatingadmissionpolicies/sidecars`, policy);
  await apply(api, `${root}/mutatingadmissionpolicybindings/sidecars`, binding);
  try {
    await untilInjected(bench, withMesh(object));
  } finally {
    await api('DELETE', `${root}/mutatingadmissionpolicybindings/sidecars`);
    await api('DELETE', `${root}/mutatingadmissionpolicies/sidecars`);
  }
}

/** Policies take a moment to be in force: the object is made anew until it has its sidecar. */
async function untilInjected(bench: Bench, object: KubeObject): Promise<void> {
  const path = await bench.pathOf(object);
  for (let tries = 0; tries < 100; tries++) {
    demand(await bench.cluster.api('DELETE', path), path);
    await bench.bring(object, 'server-side apply');
    const live = await bench.live(object);
    if (JSON.stringify(live?.spec).includes('registry.example/mesh')) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('no sidecar was injected');
}

/** Everyday events that must not be found. */
export const CLEAN_CASES: readonly CleanCase[] = [
  {
    name: 'quantities spelled otherwise in git',
    of: 'Deployment/web',
    happens: nothing,
    asInGit: respelled({ '"0.5"': '"500m"', '"1024Mi"': '"1Gi"', '"cpu":0.1': '"cpu":"100000u"' }),
  },
  {
    name: 'a quota as numbers',
    of: 'ResourceQuota/shop',
    happens: nothing,
    asInGit: respelled({ '"1000m"': '1', '"pods":20': '"pods":"20e0"' }),
  },
  {
    name: 'decimal storage',
    of: 'PersistentVolumeClaim/files',
    happens: nothing,
    asInGit: respelled({ '"2048Mi"': '"2147483648"' }),
  },
  {
    name: 'certificates injected into a validating webhook',
    of: 'ValidatingWebhookConfiguration/checks',
    happens: patched(CA_BUNDLE, 'cert-manager-cainjector'),
  },
  {
    name: 'certificates injected into a mutating webhook',
    of: 'MutatingWebhookConfiguration/defaults',
    happens: patched(CA_BUNDLE, 'cert-manager-cainjector'),
  },
  {
    name: 'status of a deployment',
    of: 'Deployment/web',
    happens: patched({ status: { replicas: 2, observedGeneration: 1 } }, 'kube-controller-manager', '/status'),
  },
  {
    name: 'revision of a deployment',
    of: 'Deployment/web',
    happens: patched(
      { metadata: { annotations: { 'deployment.kubernetes.io/revision': '1' } } },
      'kube-controller-manager',
    ),
  },
  {
    name: 'scaled by an autoscaler',
    of: 'Deployment/web',
    happens: patched({ spec: { replicas: 5 } }, 'kube-controller-manager', '/scale'),
    facts: { isScaled: true },
  },
  { name: 'sidecar of a mesh', of: 'Deployment/web', happens: injectSidecar, asInGit: withMesh },
  {
    name: 'claim bound to a volume',
    of: 'PersistentVolumeClaim/files',
    happens: patched(
      {
        metadata: {
          annotations: { 'pv.kubernetes.io/bind-completed': 'yes', 'volume.kubernetes.io/storage-provisioner': 'p' },
        },
        spec: { volumeName: 'pvc-1' },
      },
      'kube-controller-manager',
    ),
  },
  {
    name: 'volume bound to a claim',
    of: 'PersistentVolume/files',
    happens: patched({ spec: { claimRef: { namespace: 'shop', name: 'files', uid: '1' } } }, 'kube-controller-manager'),
  },
  {
    name: 'finalizer of a load balancer',
    of: 'Service/edge',
    happens: patched(
      { metadata: { finalizers: ['service.kubernetes.io/load-balancer-cleanup'] } },
      'cloud-controller-manager',
    ),
  },
  {
    name: 'the same applied by somebody else as well',
    of: 'ConfigMap/settings',
    happens: (bench, object) => bench.bring(object, 'server-side apply', 'argocd-controller'),
  },
  { name: 'applied twice', of: 'Deployment/web', happens: (bench, object) => bench.bring(object, 'server-side apply') },
  {
    name: 'a default written out',
    of: 'Service/web',
    happens: patched({ spec: { sessionAffinity: 'None' } }, 'kubectl-edit'),
  },
  {
    name: 'reconciled on demand',
    of: 'Kustomization/apps',
    happens: patched({ metadata: { annotations: { 'reconcile.fluxcd.io/requestedAt': '1' } } }, 'flux'),
  },
  {
    name: 'finalizer of Flux',
    of: 'Kustomization/apps',
    happens: patched({ metadata: { finalizers: ['finalizers.fluxcd.io'] } }, 'kustomize-controller'),
  },
  {
    name: 'status of a policy',
    of: 'ClusterPolicy/signed',
    happens: patched(
      { status: { ready: true, autogen: {}, rulecount: { validate: 1, generate: 0, mutate: 0, verifyimages: 1 } } },
      'kyverno',
      '/status',
    ),
  },
  {
    name: 'shared with others by annotation',
    of: 'ConfigMap/settings',
    happens: async (bench, object) => {
      await bench.bring(withAnnotation('kustomize.toolkit.fluxcd.io/ssa', 'Merge')(object), 'server-side apply');
      await bench.patch(object, { data: { theirs: 'x' } }, 'other-operator');
    },
    asInGit: withAnnotation('kustomize.toolkit.fluxcd.io/ssa', 'Merge'),
  },
  {
    name: 'left alone by annotation',
    of: 'ConfigMap/settings',
    happens: patched({ data: { mode: 'x' } }, 'kubectl-edit'),
    asInGit: withAnnotation('kustomize.toolkit.fluxcd.io/ssa', 'IfNotPresent'),
  },
];
