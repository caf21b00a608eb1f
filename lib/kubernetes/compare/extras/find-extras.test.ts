import { describe, expect, it } from 'vitest';
import type { JsonObject, KubeObject } from '../../types.ts';
import { findExtras } from './find-extras.ts';

const object = (kind: string, name: string, metadata: JsonObject = {}, apiVersion = 'v1'): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'n', ...metadata },
});

const RBAC = 'rbac.authorization.k8s.io/v1';

const writtenBy = (...managers: readonly string[]): JsonObject => ({
  managedFields: managers.map((manager, index) => ({
    ...{ manager, operation: 'Update', fieldsV1: { 'f:subjects': {} } },
    time: `2026-0${index + 1}-01T00:00:00Z`,
  })),
});

/** A role or binding with the label of those that an API server begins with. */
const rule = (kind: string, name: string, ...managers: readonly string[]) =>
  object(kind, name, { labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' }, ...writtenBy(...managers) }, RBAC);

const extrasOf = (live: readonly KubeObject[], otherOwners: readonly string[] = []) =>
  findExtras({ live, expected: [{ group: '', kind: 'ConfigMap', namespace: 'n', name: 'asked' }], otherOwners });

describe('findExtras', () => {
  it('finds what git lacks, with who made it', () => {
    const managedFields = [
      { manager: 'kubectl-edit', operation: 'Update', time: '2026-02-01T00:00:00Z', fieldsV1: { 'f:data': {} } },
      { manager: 'kubectl-create', operation: 'Update', time: '2026-01-01T00:00:00Z', fieldsV1: { 'f:data': {} } },
    ];
    const [extra, ...others] = extrasOf([object('ConfigMap', 'asked'), object('ConfigMap', 'more', { managedFields })]);
    expect(others).toEqual([]);
    expect(extra).toMatchObject({
      ref: { kind: 'ConfigMap', namespace: 'n', name: 'more' },
      findings: [{ kind: 'extra', path: '', writer: { manager: 'kubectl-create' } }],
      expectedHash: null,
    });
  });

  it.each<[string, KubeObject]>([
    ['children of controllers', object('Pod', 'p', { ownerReferences: [{ kind: 'ReplicaSet', controller: true }] })],
    ['certificates of the cluster', object('ConfigMap', 'kube-root-ca.crt')],
    ['default service accounts', object('ServiceAccount', 'default')],
    ['events', object('Event', 'e', {}, 'events.k8s.io/v1')],
    ['leases', object('Lease', 'l', {}, 'coordination.k8s.io/v1')],
    ['endpoint slices', object('EndpointSlice', 'e', {}, 'discovery.k8s.io/v1')],
    ['releases of Helm', object('Secret', 'sh.helm.release.v1.shop.v3')],
    ['bootstrap roles', rule('ClusterRole', 'view', 'kube-apiserver')],
    ['bootstrap bindings', rule('ClusterRoleBinding', 'system:basic-user', 'kube-apiserver')],
    ['roles that are aggregated', rule('ClusterRole', 'admin', 'clusterrole-aggregation-controller')],
    ['claims of a StatefulSet', object('PersistentVolumeClaim', 'data-db-0', writtenBy('kube-controller-manager'))],
    [
      'webhooks of Kyverno',
      object('ValidatingWebhookConfiguration', 'k', { labels: { 'webhook.kyverno.io/managed-by': 'kyverno' } }),
    ],
    ['parts of Flux', object('Namespace', 'flux-system', { labels: { 'app.kubernetes.io/part-of': 'flux' } })],
    [
      'certificates of cert-manager',
      object('Secret', 'tls', { annotations: { 'cert-manager.io/certificate-name': 'c' } }),
    ],
    ['what Kyverno generates', object('NetworkPolicy', 'n', { labels: { 'generate.kyverno.io/policy-name': 'p' } })],
    ['volumes of claims', object('PersistentVolume', 'v', { annotations: { 'pv.kubernetes.io/provisioned-by': 'p' } })],
  ])('leaves out %s', (_, live) => {
    expect(extrasOf([live])).toEqual([]);
  });

  it.each<[string, KubeObject]>([
    [
      'owners that are no controllers',
      object('Pod', 'p', { ownerReferences: [{ kind: 'ConfigMap', controller: false }] }),
    ],
    [
      'a label of Kyverno, where it is an exception from its policies',
      object('PolicyException', 'p', { labels: { 'app.kubernetes.io/managed-by': 'kyverno' } }, 'kyverno.io/v2'),
    ],
    ['the name alone', object('Secret', 'default')],
    ['a label of bootstrap roles that anybody can write', rule('ClusterRoleBinding', 'mine', 'kube-apiserver')],
    ['such a label and name, where a person made it', rule('ClusterRoleBinding', 'system:mine', 'kubectl-create')],
    [
      'a label of Kyverno on a binding',
      object('ClusterRoleBinding', 'b', { labels: { 'app.kubernetes.io/managed-by': 'kyverno' } }, RBAC),
    ],
    [
      'a label of Flux on a binding',
      object('ClusterRoleBinding', 'b', { labels: { 'app.kubernetes.io/part-of': 'flux' } }, RBAC),
    ],
  ])('is not excused by %s', (_, live) => {
    expect(extrasOf([live])).toHaveLength(1);
  });

  it('tells since when each is there', () => {
    const [extra] = extrasOf([object('ConfigMap', 'c', { creationTimestamp: '2026-03-01T00:00:00Z' })]);
    expect(extra?.findings).toMatchObject([{ since: '2026-03-01T00:00:00Z' }]);
    expect(extrasOf([object('ConfigMap', 'c')])[0]?.findings[0]).not.toHaveProperty('since');
  });

  it('finds the hand of a person in a binding of the API server, and since when it is there', () => {
    const [extra] = extrasOf([rule('ClusterRoleBinding', 'cluster-admin', 'kube-apiserver', 'kubectl-edit')]);
    expect(extra?.findings).toMatchObject([{ writer: { manager: 'kubectl-edit' }, since: '2026-02-01T00:00:00Z' }]);
  });

  it('leaves objects of other sources to these', () => {
    const labels = {
      'kustomize.toolkit.fluxcd.io/name': 'apps',
      'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
    };
    expect(extrasOf([object('ConfigMap', 'c', { labels })], ['flux-system/apps'])).toEqual([]);
    expect(extrasOf([object('ConfigMap', 'c', { labels })], ['flux-system/other'])).toHaveLength(1);
  });
});
