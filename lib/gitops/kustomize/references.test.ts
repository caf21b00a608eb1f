import { expect, test } from 'vitest';
import { pluginReferences, referencesOf, resolveReference } from './references.ts';

test('everything that a kustomization loads is found', () => {
  expect(
    referencesOf({
      resources: ['r'],
      bases: ['b'],
      components: ['c'],
      generators: ['g'],
      transformers: ['t'],
      validators: ['v'],
      crds: ['crd'],
      configurations: ['conf'],
      patchesStrategicMerge: ['psm', 'kind: X\nmetadata: {}'],
      patches: [{ path: 'p1' }, { patch: 'inline' }],
      patchesJson6902: [{ path: 'p2' }],
      replacements: [{ path: 'rep' }],
      openapi: { path: 'schema.json' },
      configMapGenerator: [{ files: ['f', 'key=g'], envs: ['e'] }],
      secretGenerator: [{ env: 'old' }],
      commonAnnotations: { a: 'https://example.com' },
    }),
  ).toEqual({
    resources: ['r', 'b', 'c'],
    plugins: ['g', 't', 'v'],
    data: ['crd', 'conf', 'psm', 'p1', 'p2', 'rep', 'f', 'g', 'e', 'old', 'schema.json'],
  });
});

test('fields count in any case', () => {
  const written = { Resources: ['r'], ConfigMapGenerator: [{ FILEſ: ['f'] }], openAPI: { Path: 's' } };
  expect(referencesOf(written)).toEqual({ resources: ['r'], plugins: [], data: ['f', 's'] });
});

test('whatever a transformer names is found, but not what stands in it', () => {
  expect(pluginReferences({ path: '../x', files: ['k=a'], jsonOp: '[{"op":"add"}]', patch: 'a\nb', n: 1 })).toEqual([
    '../x',
    'a',
  ]);
});

test.each([
  ['a.yaml', { path: 'apps/a.yaml' }],
  ['../base', { path: 'base' }],
  ['..', { path: '.' }],
  ['../..', { refused: expect.stringContaining('leads out') }],
  ['../../x', { refused: expect.stringContaining('leads out') }],
  ['/etc/passwd', { refused: expect.stringContaining('leads out') }],
  ['https://x.test/a.yaml', { refused: expect.stringContaining('another server') }],
  ['HTTP://x.test/a.yaml', { refused: expect.stringContaining('another server') }],
  ['git@x.test:a/b', { refused: expect.stringContaining('another server') }],
  ['git::https://x.test/a', { refused: expect.stringContaining('another server') }],
  ['github.com/a/b', { refused: expect.stringContaining('another server') }],
  ['file:///etc/passwd', { refused: expect.stringContaining('another server') }],
])('%s of folder apps', (reference, expected) => {
  expect(resolveReference('apps', reference)).toEqual(expected);
});
