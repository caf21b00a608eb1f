import { expect, test } from 'vitest';
import { entryOf } from '#lib/kubernetes/testing/applied.ts';
import { configMap, WIDGETS } from '#lib/kubernetes/testing/objects.ts';
import type { JsonObject, KubeObject } from '#lib/kubernetes/types.ts';
import { isOfHelm } from './of-helm.ts';

const withMetadata = (object: KubeObject, more: JsonObject): KubeObject => ({
  ...object,
  metadata: { ...object.metadata, ...more },
});
const annotated = (name: string) => withMetadata(configMap('shop', 'a'), { annotations: { [name]: 'x' } });
const by = (object: KubeObject, manager: string) =>
  withMetadata(object, { managedFields: [entryOf(manager, 'Update', { 'f:spec': {} }, object.apiVersion)] });

test.each<[string, KubeObject, boolean]>([
  ['an object of a release', annotated('meta.helm.sh/release-name'), true],
  ['a hook', annotated('helm.sh/hook'), true],
  ['another object', annotated('helm.sh/other'), false],
  ['a definition that helm made', by(WIDGETS, 'helm'), true],
  ['a definition that helm-controller made', by(WIDGETS, 'helm-controller'), true],
  ['a definition that somebody made', by(WIDGETS, 'kubectl-create'), false],
  ['what somebody made under its name', by(configMap('shop', 'a'), 'helm'), false],
])('%s', (_, object, isHelms) => {
  expect(isOfHelm(object)).toBe(isHelms);
});
