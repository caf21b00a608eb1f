import { POLICY_GROUPS } from '#lib/policy/drift-rules.ts';
import type { KubeObject } from '../../types.ts';
import { listIn, memberOf, objectIn, stringIn } from '../../values/json.ts';
import { ownedFieldsOf } from '../ownership/owned-fields.ts';
import type { FieldWriter } from '../types.ts';

/** Why an object that git lacks is no drift. */
interface Exemption {
  why: string;
  covers: (object: KubeObject) => boolean;
}

const label = (object: KubeObject, name: string) => stringIn(objectIn(object.metadata, 'labels'), name);
const annotation = (object: KubeObject, name: string) => stringIn(objectIn(object.metadata, 'annotations'), name);
const groupOf = ({ apiVersion }: KubeObject) =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';

const isNamed =
  (kind: string, ...names: readonly string[]) =>
  (object: KubeObject) =>
    object.kind === kind && names.includes(object.metadata.name);

/** Kinds, as `Kind.group`, that the cluster itself writes all the time. */
const RUNNING_STATE = new Set([
  'Event',
  'Event.events.k8s.io',
  'Lease.coordination.k8s.io',
  'Endpoints',
  'EndpointSlice.discovery.k8s.io',
  'Node',
  'CSINode.storage.k8s.io',
  'CSIStorageCapacity.storage.k8s.io',
  'VolumeAttachment.storage.k8s.io',
  'CertificateSigningRequest.certificates.k8s.io',
  'ComponentStatus',
  'IPAddress.networking.k8s.io',
  'StorageVersion.internal.apiserver.k8s.io',
  'ControllerRevision.apps',
  'ResourceSlice.resource.k8s.io',
  'PodMetrics.metrics.k8s.io',
  'NodeMetrics.metrics.k8s.io',
  'UpdateRequest.kyverno.io',
  'CiliumEndpoint.cilium.io',
  'CiliumIdentity.cilium.io',
  'VerticalPodAutoscalerCheckpoint.autoscaling.k8s.io',
]);

const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** Groups whose objects decide on others: a label, which anybody can write, must not hide them. */
const DECIDING_GROUPS = [...POLICY_GROUPS, RBAC_GROUP, 'admissionregistration.k8s.io'];

/** Roles and bindings of every API server whose names do not begin with `system:`. */
const BOOTSTRAP_NAMES = ['cluster-admin', 'admin', 'edit', 'view', 'extension-apiserver-authentication-reader'];

/** Who writes the roles and bindings that an API server begins with. */
const BOOTSTRAP_WRITERS = ['kube-apiserver', 'clusterrole-aggregation-controller', 'kube-controller-manager'];

const REPORT_GROUPS = ['wgpolicyk8s.io', 'reports.kyverno.io', 'openreports.io'];

const SYSTEM_NAMESPACES = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** Everything that clusters hold without anybody having asked git for it. */
const EXEMPTIONS: readonly Exemption[] = [
  {
    why: 'a controller made it for another object',
    covers: ({ metadata }) =>
      listIn(metadata, 'ownerReferences').some((owner) => memberOf(owner, 'controller') === true),
  },
  {
    why: 'the cluster writes objects of this kind itself',
    covers: (object) => isRunningState(groupOf(object), object.kind),
  },
  { why: 'every namespace has it', covers: isNamed('ConfigMap', 'kube-root-ca.crt') },
  { why: 'every namespace has it', covers: isNamed('ServiceAccount', 'default') },
  { why: 'every cluster has it', covers: isNamed('Namespace', ...SYSTEM_NAMESPACES) },
  { why: 'every cluster has it', covers: isNamed('ServiceCIDR', 'kubernetes') },
  { why: 'every cluster has it', covers: isNamed('PriorityClass', 'system-node-critical', 'system-cluster-critical') },
  {
    why: 'every cluster has it',
    covers: (object) => isNamed('Service', 'kubernetes')(object) && object.metadata.namespace === 'default',
  },
  {
    why: 'the API server made it',
    covers: (object) =>
      isBootstrap(object) ||
      label(object, 'kube-aggregator.kubernetes.io/automanaged') !== null ||
      annotation(object, 'apf.kubernetes.io/autoupdate-spec') !== null ||
      (object.metadata.namespace === 'kube-system' &&
        isNamed(
          'ConfigMap',
          'extension-apiserver-authentication',
          'kube-apiserver-legacy-service-account-token-tracking',
        )(object)),
  },
  {
    why: 'Helm keeps its releases in it',
    covers: (object) =>
      ['Secret', 'ConfigMap'].includes(object.kind) && /^sh\.helm\.release\.v1\./.test(object.metadata.name),
  },
  {
    why: 'it holds the token of a service account',
    covers: (object) => object.kind === 'Secret' && annotation(object, 'kubernetes.io/service-account.name') !== null,
  },
  {
    why: 'a provisioner made it for a claim',
    covers: (object) =>
      object.kind === 'PersistentVolume' && annotation(object, 'pv.kubernetes.io/provisioned-by') !== null,
  },
  {
    why: 'a StatefulSet made it for one of its pods',
    covers: (object) =>
      object.kind === 'PersistentVolumeClaim' &&
      ownedFieldsOf(object).some(({ writer }) => writer.manager === 'kube-controller-manager'),
  },
  {
    why: 'Kyverno made it',
    covers: (object) =>
      (object.kind.endsWith('WebhookConfiguration') && label(object, 'webhook.kyverno.io/managed-by') === 'kyverno') ||
      (!DECIDING_GROUPS.includes(groupOf(object)) && label(object, 'app.kubernetes.io/managed-by') === 'kyverno'),
  },
  {
    why: 'a policy of Kyverno generates it',
    covers: (object) =>
      !POLICY_GROUPS.includes(groupOf(object)) && label(object, 'generate.kyverno.io/policy-name') !== null,
  },
  {
    why: 'helm-controller made it for a release',
    covers: (object) =>
      groupOf(object) === 'source.toolkit.fluxcd.io' && label(object, 'helm.toolkit.fluxcd.io/name') !== null,
  },
  {
    why: 'it is part of Flux',
    covers: (object) =>
      !DECIDING_GROUPS.includes(groupOf(object)) && label(object, 'app.kubernetes.io/part-of') === 'flux',
  },
  {
    why: 'cert-manager keeps a certificate in it',
    covers: (object) => object.kind === 'Secret' && annotation(object, 'cert-manager.io/certificate-name') !== null,
  },
];

/** What an API server begins with, as long as nobody else wrote into it. The label alone, anybody can write. */
function isBootstrap(object: KubeObject): boolean {
  if (groupOf(object) !== RBAC_GROUP) return label(object, 'kubernetes.io/bootstrapping') !== null;
  return isBootstrapRule(object) && bootstrapIntruder(object) === null;
}

function isBootstrapRule(object: KubeObject): boolean {
  const { name } = object.metadata;
  const hasItsName = name.startsWith('system:') || BOOTSTRAP_NAMES.includes(name);
  return groupOf(object) === RBAC_GROUP && hasItsName && label(object, 'kubernetes.io/bootstrapping') !== null;
}

/** Who wrote last into a role or binding of the API server's own, apart from the server; null: nobody. */
export function bootstrapIntruder(object: KubeObject): FieldWriter | null {
  if (!isBootstrapRule(object)) return null;
  const others = ownedFieldsOf(object).filter(({ writer }) => !BOOTSTRAP_WRITERS.includes(writer.manager));
  const writers = others.map(({ writer }) => writer);
  return writers.toSorted((one, other) => (other.time ?? '').localeCompare(one.time ?? ''))[0] ?? null;
}

/** Whether the cluster itself writes objects of a kind all the time, so that git holds none. */
export function isRunningState(group: string, kind: string): boolean {
  return RUNNING_STATE.has(group === '' ? kind : `${kind}.${group}`) || REPORT_GROUPS.includes(group);
}

/** Why an object is no drift although git lacks it; null when nothing excuses it. */
export function exemptionOf(object: KubeObject): string | null {
  return EXEMPTIONS.find(({ covers }) => covers(object))?.why ?? null;
}
