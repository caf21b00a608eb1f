import { describe, expect, it } from 'vitest';
import type { JsonObject, KubeObject } from '../../types.ts';
import { findExtras } from './find-extras.ts';

const object = (kind: string, name: string, metadata: JsonObject = {}, apiVersion = 'v1'): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'n', ...metadata },
});

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
    ['bootstrap roles', object('ClusterRole', 'r', { labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } })],
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
  ])('is not excused by %s', (_, live) => {
    expect(extrasOf([live])).toHaveLength(1);
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
