import type { GroupVersionKind } from '../../types.ts';
import type { FieldWriter } from '../types.ts';

/** A writer whose fields are none of git's business. */
export interface TrustedWriter {
  /** Name of the field manager; `*` for any. */
  manager: string;
  /** Null: any. */
  subresource: string | null;
  /** `Kind.group`, e.g. `Deployment.apps`, `Secret`; null: any. `*` stands for any characters. */
  kind: string | null;
  /** The field and all below it; null: any. `*` stands for any characters. */
  path: string | null;
}

const by = (manager: string, kind: string | null, path: string | null): TrustedWriter => ({
  manager,
  subresource: null,
  kind,
  path,
});

/**
 * What Kubernetes' and Flux' own controllers write into objects that git holds, each bound to the fields it is known
 * for: a name alone proves little, since every client chooses its own.
 */
export const TRUSTED_WRITERS: readonly TrustedWriter[] = [
  by(
    'cert-manager-cainjector',
    '*WebhookConfiguration.admissionregistration.k8s.io',
    'webhooks[*].clientConfig.caBundle',
  ),
  by('cert-manager-cainjector', 'APIService.apiregistration.k8s.io', 'spec.caBundle'),
  by(
    'cert-manager-cainjector',
    'CustomResourceDefinition.apiextensions.k8s.io',
    'spec.conversion.webhook.clientConfig.caBundle',
  ),
  by('kube-controller-manager', 'Deployment.apps', 'metadata.annotations["deployment.kubernetes.io/revision"]'),
  by('kube-controller-manager', 'PersistentVolumeClaim', 'spec.volumeName'),
  by('kube-controller-manager', 'PersistentVolumeClaim', 'metadata.annotations["pv.kubernetes.io/*"]'),
  by('kube-controller-manager', 'PersistentVolumeClaim', 'metadata.annotations["volume.*kubernetes.io/*"]'),
  by('kube-scheduler', 'PersistentVolumeClaim', 'metadata.annotations["volume.kubernetes.io/selected-node"]'),
  by('kube-controller-manager', 'PersistentVolume', 'spec.claimRef'),
  by('kube-controller-manager', 'PersistentVolume', 'metadata.annotations["pv.kubernetes.io/*"]'),
  by('*', 'PersistentVolume*', 'metadata.finalizers[="kubernetes.io/pv*-protection"]'),
  by('*', 'PersistentVolume', 'metadata.finalizers[="external-attacher/*"]'),
  by('*', 'Service', 'metadata.finalizers[="service.kubernetes.io/load-balancer-cleanup"]'),
  by('clusterrole-aggregation-controller', 'ClusterRole.rbac.authorization.k8s.io', 'rules'),
  by('*', '*.toolkit.fluxcd.io', 'metadata.finalizers[="finalizers.fluxcd.io"]'),
  by('*', '*.toolkit.fluxcd.io', 'metadata.annotations["reconcile.fluxcd.io/*"]'),
];

const compiled = new Map<string, RegExp>();

/** Whether one of `rules` covers what `writer` wrote at `path` of a kind. */
export function isTrusted(
  writer: FieldWriter,
  path: string,
  kind: Pick<GroupVersionKind, 'group' | 'kind'>,
  rules: readonly TrustedWriter[],
): boolean {
  const kindText = kind.group === '' ? kind.kind : `${kind.kind}.${kind.group}`;
  return rules.some(
    (rule) =>
      (rule.manager === '*' || rule.manager === writer.manager) &&
      (rule.subresource === null || rule.subresource === writer.subresource) &&
      (rule.kind === null || matches(rule.kind, kindText, '$')) &&
      (rule.path === null || matches(rule.path, path, '(?:$|[.[])')),
  );
}

function matches(pattern: string, text: string, end: string): boolean {
  const id = pattern + end;
  let regex = compiled.get(id);
  if (regex === undefined) {
    regex = new RegExp(`^${pattern.split('*').map(escaped).join('.*')}${end}`, 's');
    compiled.set(id, regex);
  }
  return regex.test(text);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
