import { describe, expect, it } from 'vitest';
import { CONFIG_MAPS } from '#lib/kubernetes/testing/stand-in.ts';
import type { ResourceType } from '#lib/kubernetes/types.ts';
import { CLUSTER_SCOPE, watchUnasked } from './watch-unasked.ts';

const VERBS = ['create', 'delete', 'get', 'list', 'update', 'watch'];
const type = (kind: string, group: string, isNamespaced: boolean, more: Partial<ResourceType> = {}): ResourceType => ({
  ...CONFIG_MAPS,
  ...{ group, kind, plural: `${kind.toLowerCase()}s`, isNamespaced, verbs: VERBS, ...more },
});
const RBAC = 'rbac.authorization.k8s.io';
const ADMISSION = 'admissionregistration.k8s.io';
const SERVED = [
  CONFIG_MAPS,
  type('Secret', '', true),
  type('Event', '', true),
  type('RoleBinding', RBAC, true),
  type('RoleBinding', RBAC, true, { version: 'v1beta1' }),
  type('PodMetrics', 'custom.metrics.k8s.io', true, { verbs: ['get', 'list'] }),
  type('ClusterRoleBinding', RBAC, false),
  type('MutatingWebhookConfiguration', ADMISSION, false),
  type('StorageClass', 'storage.k8s.io', false),
];
const ASKED = {
  type: CONFIG_MAPS,
  expected: new Map(),
  lists: ['shop'],
  extrasIn: new Set(['shop']),
  isOptional: false,
};

const planned = (namespaces: string[], only: string[] | null = null) =>
  watchUnasked([ASKED], { served: SERVED, namespaces: new Set(namespaces), lists: namespaces, only })
    .slice(1)
    .map(({ type, lists, isOptional }) => [`${type.kind} ${type.version}`, lists, isOptional]);

describe('watchUnasked', () => {
  it('adds what people can add where git has objects, each kind once, and what decides on access and admission', () => {
    expect(planned(['shop'])).toEqual([
      ['Secret v1', ['shop'], true],
      ['RoleBinding v1', ['shop'], false],
      ['ClusterRoleBinding v1', [null], false],
      ['MutatingWebhookConfiguration v1', [null], false],
    ]);
  });

  it('reads kinds as a whole where there are many namespaces, of which only those of git matter', () => {
    const [, secrets] = watchUnasked([ASKED], {
      ...{ served: SERVED, lists: ['a', 'b', 'c', 'd'], only: null },
      namespaces: new Set(['a', 'b', 'c', 'd']),
    });
    expect(secrets).toMatchObject({ lists: [null] });
    expect([...(secrets?.extrasIn ?? [])]).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps to the namespaces that are compared', () => {
    expect(planned(['shop'], ['shop'])).toEqual([
      ['Secret v1', ['shop'], true],
      ['RoleBinding v1', ['shop'], false],
    ]);
  });

  it('looks at what belongs to no namespace where git has nothing else', () => {
    const plans = watchUnasked([], { served: SERVED, namespaces: new Set(), lists: [], only: null });
    expect(plans.map(({ type: { kind }, extrasIn }) => [kind, extrasIn])).toEqual([
      ['ClusterRoleBinding', CLUSTER_SCOPE],
      ['MutatingWebhookConfiguration', CLUSTER_SCOPE],
    ]);
  });
});
