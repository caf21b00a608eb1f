import { expect, test } from 'vitest';
import { readDocuments } from '../yaml/read.ts';
import { named, objectsOf, withoutDuplicates } from './objects.ts';

const read = (yaml: string) => objectsOf('a.yaml', readDocuments('a.yaml', yaml, 'kustomize').documents);
const map = (name: string, more = '') => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${more}}\n`;
const names = (yaml: string) => read(yaml).objects.map(({ object }) => object.metadata.name);

test.each([
  [
    'a list',
    `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}\n`,
    ['a', 'b'],
  ],
  [
    'a list of one kind',
    `apiVersion: v1\nkind: ConfigMapList\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n`,
    ['a'],
  ],
  ['an empty list', 'apiVersion: v1\nkind: List\nitems: []\n', []],
  ['a kind that only sounds like a list', 'apiVersion: x/v1\nkind: AllowList\nmetadata: {name: a}\n', ['a']],
  [
    'configuration of kustomize',
    `${map('a', ", annotations: {config.kubernetes.io/local-config: 'true'}")}---\n${map('b')}`,
    ['b'],
  ],
])('%s', (_, yaml, expected) => {
  expect(names(yaml)).toEqual(expected);
});

test.each([
  ['hello', 'is no object'],
  ['[1]', 'is no object'],
  ['a: 1', 'has no apiVersion, kind, metadata.name'],
  ['apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: a-}', 'has no metadata.name'],
  ['apiVersion: v1\nkind: ConfigMap\nmetadata: {name: 12}', 'has no metadata.name as text'],
  ['apiVersion: v1\nkind: List\nitems: [null]', 'is no object'],
])('%j is told with its line', (yaml, reason) => {
  expect(read(`---\n${yaml}\n---\n${map('ok')}`)).toMatchObject({
    objects: [{ line: yaml.split('\n').length + 3 }],
    problems: [{ file: 'a.yaml', line: 2, reason: expect.stringContaining(reason) }],
  });
});

test('what stands twice is taken out, with both places', () => {
  const { objects } = read(`${map('a')}---\n${map('a', ', namespace: default')}---\n${map('a', ', namespace: other')}`);
  const { objects: left, notCompared } = withoutDuplicates(objects);
  expect(left.map(({ object }) => named(object))).toEqual(['ConfigMap other/a']);
  expect(notCompared).toMatchObject([
    { reason: 'not_rendered', detail: expect.stringContaining('a.yaml:1, a.yaml:5') },
  ]);
});

test('encrypted values are marked, and the entry of SOPS is gone', () => {
  const { objects } = read(
    `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {a: "ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]"}\nsops: {mac: "ENC[AES256_GCM,data:m]", version: 3.9.0}\n`,
  );
  expect(objects[0]).toMatchObject({ isEncrypted: true, object: { stringData: { a: expect.stringMatching(/^ENC/) } } });
  expect(objects[0]?.object).not.toHaveProperty('sops');
  expect(read(map('a')).objects[0]?.isEncrypted).toBe(false);
});
