import { expect, it } from 'vitest';
import { CONFIG_MAPS } from '#lib/kubernetes/testing/stand-in.ts';
import type { KubeObject, ResourceType } from '#lib/kubernetes/types.ts';
import { KUBE_NAMESPACE_LISTS } from '#lib/policy/thresholds.ts';
import { placeExpected } from './place-expected.ts';
import type { ExpectedObject } from './types.ts';

const ROLES: ResourceType = {
  ...CONFIG_MAPS,
  group: 'rbac.authorization.k8s.io',
  kind: 'ClusterRole',
  plural: 'clusterroles',
  isNamespaced: false,
};
const SERVED = { types: [CONFIG_MAPS, ROLES], notCompared: [] };

const given = (apiVersion: string, kind: string, name: string, namespace?: string, source = 'apps'): ExpectedObject => {
  const object: KubeObject = { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) } };
  return { object, source, commit: 'c', file: null, isEncrypted: false, manager: null, ignoredPointers: [] };
};
const configMap = (name: string, namespace?: string, source?: string) =>
  given('v1', 'ConfigMap', name, namespace, source);
const role = (name: string, namespace?: string) =>
  given('rbac.authorization.k8s.io/v1', 'ClusterRole', name, namespace);

it('reads each namespace that git speaks of, and what belongs to none as a whole', () => {
  const { kinds, lists } = placeExpected([configMap('a', 'shop'), configMap('b'), role('r', 'in-vain')], SERVED, null);
  expect(
    kinds.map(({ type, expected, lists, extrasIn }) => [type.plural, [...expected.keys()], lists, [...extrasIn]]),
  ).toEqual([
    ['configmaps', ['shop/a', 'default/b'], ['default', 'shop'], ['shop', 'default']],
    ['clusterroles', ['/r'], [null], ['']],
  ]);
  expect(lists).toEqual(['default', 'shop']);
});

it('reads everything at once where there are many namespaces', () => {
  const many = Array.from({ length: KUBE_NAMESPACE_LISTS + 1 }, (_, index) => configMap('a', `n${index}`));
  expect(placeExpected(many, SERVED, null).lists).toEqual([null]);
  expect(placeExpected(many.slice(1), SERVED, null).lists).toHaveLength(KUBE_NAMESPACE_LISTS);
});

it('keeps to some namespaces, and then leaves out what belongs to none', () => {
  const objects = [configMap('a', 'shop'), configMap('b', 'payments'), role('r'), given('x/v1', 'X', 'x', 'shop')];
  const { kinds, notCompared } = placeExpected(objects, SERVED, ['payments']);
  expect(kinds.map(({ expected }) => [...expected.keys()])).toEqual([['payments/b']]);
  expect(notCompared).toEqual([]);
});

it('tells kinds that are not served, and why', () => {
  const lost = { reason: 'unreachable' as const, subject: 'all kinds of down.example/v1', detail: 'It is down.' };
  const served = { ...SERVED, notCompared: [lost] };
  const objects = [
    given('example.test/v1', 'Widget', 'one'),
    given('example.test/v1', 'Widget', 'two'),
    given('rbac.authorization.k8s.io/v1beta1', 'ClusterRole', 'old'),
    given('down.example/v1', 'Thing', 'three'),
  ];
  expect(placeExpected(objects, served, null)).toMatchObject({
    kinds: [],
    notCompared: [
      {
        reason: 'not_served',
        subject: 'Widget of example.test/v1',
        detail: expect.stringMatching(/^Git has 2 of it\. The cluster does not know the kind/),
      },
      { detail: expect.stringContaining('serves it as rbac.authorization.k8s.io/v1 only') },
      { reason: 'unreachable', subject: 'Thing of down.example/v1', detail: 'Git has 1 of it. It is down.' },
    ],
  });
});

it('compares what two sources ask for with the first, and tells it', () => {
  const { kinds, notCompared } = placeExpected([configMap('a', 'n'), configMap('a', 'n', 'base')], SERVED, null);
  expect(kinds[0]?.expected.get('n/a')?.source).toBe('apps');
  expect(notCompared).toMatchObject([{ subject: 'configmaps n/a', detail: expect.stringContaining('(apps, base)') }]);
});
