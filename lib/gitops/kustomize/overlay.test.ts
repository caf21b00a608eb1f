import { expect, test } from 'vitest';
import type { JsonObject } from '#lib/kubernetes/types.ts';
import type { RenderSpec } from '../types.ts';
import { overlayOf } from './overlay.ts';

const SPEC: RenderSpec = {
  path: '',
  targetNamespace: null,
  namePrefix: null,
  nameSuffix: null,
  patches: [],
  components: [],
  ignoreMissingComponents: false,
  images: [],
  buildMetadata: [],
  commonMetadata: null,
  postBuild: null,
  owner: null,
};
const overlay = (own: JsonObject | null, over: Partial<RenderSpec> = {}) =>
  overlayOf(own, ['a.yaml'], { ...SPEC, ...over }, (path) => path !== 'gone');

test('a folder without a kustomization is one of its files, and their origin is asked for', () => {
  expect(overlay(null)).toMatchObject({
    hidesOrigin: true,
    kustomization: { resources: ['a.yaml'], buildMetadata: ['originAnnotations'] },
  });
});

test('what the Flux object says goes on top of the folder’s own', () => {
  const own = { resources: ['x'], namespace: 'own', patches: [{ path: 'p' }], components: ['c'], unknown: 1 };
  const { kustomization } = overlay(own, {
    targetNamespace: 'flux',
    patches: [{ patch: 'q' }],
    components: ['d', 'gone'],
    ignoreMissingComponents: true,
  });
  expect(kustomization).toMatchObject({
    resources: ['x'],
    namespace: 'flux',
    patches: [{ path: 'p' }, { patch: 'q' }],
    components: ['c', 'd'],
  });
  expect(kustomization).not.toHaveProperty('unknown');
  expect(overlay(own, { components: ['gone'] }).kustomization.components).toEqual(['c', 'gone']);
});

test('fields count in any case, as kustomize reads them', () => {
  expect(overlay({ Resources: ['x'], NAMESPACE: 'n' }).kustomization).toMatchObject({
    resources: ['x'],
    namespace: 'n',
  });
});

test.each([
  ['asked for by the folder', { resources: ['x'], buildMetadata: ['originAnnotations'] }, {}, false],
  ['asked for by the Flux object', { resources: ['x'] }, { buildMetadata: ['originAnnotations'] }, false],
  ['added by Flux, where there are no resources', { components: ['c'] }, {}, false],
  ['overruled by the Flux object', { components: ['c'] }, { buildMetadata: ['transformerAnnotations'] }, true],
  ['not asked for', { resources: ['x'] }, {}, true],
])('the annotation of origin: %s', (_, own, spec, hidesOrigin) => {
  expect(overlay(own, spec).hidesOrigin).toBe(hidesOrigin);
});

test.each([
  [
    { name: 'n', newTag: '1' },
    { name: 'n', newTag: '2' },
    { name: 'n', newTag: '2' },
  ],
  [
    { name: 'n', newTag: '1', newName: 'm' },
    { name: 'n', digest: 'd' },
    { name: 'n', newName: 'm', digest: 'd' },
  ],
  [
    { name: 'n', digest: 'd' },
    { name: 'n', newTag: '2' },
    { name: 'n', newTag: '2' },
  ],
  [
    { name: 'n', newTag: '1' },
    { name: 'n', newName: 'm' },
    { name: 'n', newTag: '1', newName: 'm' },
  ],
])('image %j with %j is %j', (own, over, merged) => {
  expect(overlay({ resources: ['x'], images: [own] }, { images: [over] }).kustomization.images).toEqual([merged]);
});
