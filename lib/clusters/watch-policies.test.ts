import { expect, it } from 'vitest';
import { CONFIG_MAPS } from '#lib/kubernetes/testing/stand-in.ts';
import type { ResourceType } from '#lib/kubernetes/types.ts';
import { placeExpected } from './place-expected.ts';
import type { ExpectedObject } from './types.ts';

const kyverno = (kind: string, version: string, isNamespaced: boolean): ResourceType => ({
  ...CONFIG_MAPS,
  ...{ group: 'kyverno.io', version, kind, plural: `${kind.toLowerCase()}s`, isNamespaced },
});
const SERVED = {
  types: [
    CONFIG_MAPS,
    kyverno('ClusterPolicy', 'v1', false),
    kyverno('PolicyException', 'v2', true),
    kyverno('PolicyException', 'v2beta1', true),
  ],
  notCompared: [],
};
const given = (apiVersion: string, kind: string, namespace?: string): ExpectedObject => ({
  object: { apiVersion, kind, metadata: { name: 'a', ...(namespace !== undefined && { namespace }) } },
  ...{ source: 'apps', commit: 'c', file: null, isEncrypted: false, manager: null, ignoredPointers: [] },
});
const POLICY = given('kyverno.io/v1', 'ClusterPolicy');
const planned = (objects: ExpectedObject[], only: string[] | null = null) =>
  placeExpected(objects, SERVED, only).kinds.map(({ type, lists, extrasIn }) => [
    `${type.kind} ${type.version}`,
    lists,
    extrasIn.has('anywhere'),
  ]);

it('looks for exceptions everywhere once git has a policy, at one version', () => {
  expect(planned([POLICY, given('v1', 'ConfigMap', 'shop')])).toEqual([
    ['ClusterPolicy v1', [null], true],
    ['ConfigMap v1', ['shop'], false],
    ['PolicyException v2', [null], true],
  ]);
});

it('reads exceptions at the version that git has them in', () => {
  expect(planned([POLICY, given('kyverno.io/v2beta1', 'PolicyException', 'shop')])).toEqual([
    ['ClusterPolicy v1', [null], true],
    ['PolicyException v2beta1', [null], true],
  ]);
});

it('keeps to the namespaces that are compared', () => {
  expect(planned([POLICY], ['shop'])).toEqual([['PolicyException v2', ['shop'], false]]);
});

it('asks nothing of clusters whose policies are not of git', () => {
  expect(planned([given('v1', 'ConfigMap', 'shop')])).toEqual([['ConfigMap v1', ['shop'], false]]);
});
