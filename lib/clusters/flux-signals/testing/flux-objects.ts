import type { KubeObject } from '#lib/kubernetes/types.ts';

/** What the Kustomization of tests has applied since 10:00 of the test's day. */
const REVISION = 'main@sha1:5f3c0c9d7a3d2f0f4d1b3c1a0a9e8d7c6b5a4f3e';

const definition = (group: string, plural: string, kind: string): KubeObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.${group}` },
  spec: { group, scope: 'Namespaced', names: { plural, kind }, versions: [{ name: 'v1', served: true }] },
});

/** Kinds of Flux. */
export const FLUX_KINDS = [
  definition('kustomize.toolkit.fluxcd.io', 'kustomizations', 'Kustomization'),
  definition('helm.toolkit.fluxcd.io', 'helmreleases', 'HelmRelease'),
];

/** `flux-system/apps`, which has applied a revision and tells since when. */
export function kustomization({
  revision = REVISION,
  firstReconciled = '2026-05-10T10:00:00Z',
  lastReconciled = '2026-05-10T12:00:00Z',
} = {}): KubeObject {
  const history = [{ digest: revision, firstReconciled, lastReconciled, metadata: { revision } }];
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'apps', namespace: 'flux-system', generation: 1 },
    spec: { interval: '1m' },
    status: { observedGeneration: 1, lastAppliedRevision: revision, history },
  };
}

/** An Event of kustomize-controller about it. */
export function applyEvent(name: string, message: string, at: string, revision = REVISION): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name,
      namespace: 'flux-system',
      annotations: { 'kustomize.toolkit.fluxcd.io/revision': revision },
    },
    involvedObject: { kind: 'Kustomization', namespace: 'flux-system', name: 'apps' },
    reason: 'Progressing',
    message,
    type: 'Normal',
    source: { component: 'kustomize-controller' },
    lastTimestamp: at,
  };
}

/** The same as notification-controller sends it. */
export function notification(message: string, at: string, revision = REVISION) {
  return {
    involvedObject: {
      kind: 'Kustomization',
      namespace: 'flux-system',
      name: 'apps',
      uid: '5f0c',
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    },
    severity: 'info',
    timestamp: at,
    message,
    reason: 'Progressing',
    metadata: { revision, cluster: 'prod' },
    reportingController: 'kustomize-controller',
    reportingInstance: 'kustomize-controller-1',
  };
}
