import { expect, it } from 'vitest';
import type { KubeObject, ResourceType } from '#lib/kubernetes/types.ts';
import { refOf } from './ref-of.ts';

const type = (group: string, kind: string, isNamespaced = true): ResourceType => ({
  ...{ group, version: 'v1', kind, isNamespaced },
  ...{ plural: `${kind.toLowerCase()}s`, verbs: [] },
});
const TYPES = [
  type('rbac.authorization.k8s.io', 'Role'),
  type('rbac.authorization.k8s.io', 'ClusterRole', false),
  { ...type('rbac.authorization.k8s.io', 'Role'), version: 'v1beta1' },
  type('', 'Service'),
  type('serving.knative.dev', 'Service'),
];
const owner: KubeObject = {
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name: 'apps' },
  status: {
    inventory: {
      entries: [
        { id: 'shop_web__Service' },
        { id: 'shop_both__Service' },
        { id: 'shop_both_serving.knative.dev_Service' },
      ],
    },
  },
};

it.each([
  ['Role', 'payments', 'r', 'rbac.authorization.k8s.io'],
  ['ClusterRole', null, 'system:x', 'rbac.authorization.k8s.io'],
  ['Service', 'shop', 'web', ''],
])('%s %s/%s is of group "%s"', (kind, namespace, name, group) => {
  expect(refOf({ kind, namespace, name }, owner, TYPES)).toEqual({ group, kind, namespace, name });
});

it.each([
  ['a kind that several groups serve', 'Service', 'shop', 'other'],
  ['one that Flux applied of both', 'Service', 'shop', 'both'],
  ['a kind that nobody serves', 'Widget', 'shop', 'w'],
  ['a kind of another scope', 'Role', null, 'r'],
])('%s is not told apart', (_, kind, namespace, name) => {
  expect(refOf({ kind, namespace, name }, owner, TYPES)).toBeNull();
});
