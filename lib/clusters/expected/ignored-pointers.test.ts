import { describe, expect, it, test } from 'vitest';
import type { FluxIgnoreRule } from '#lib/gitops/flux/types.ts';
import { configMap } from '#lib/kubernetes/testing/objects.ts';
import { ignoredPointersOf, selectsByLabels } from './ignored-pointers.ts';

const PATHS = ['/data/key'];
const pointers = (target: FluxIgnoreRule['target']) =>
  ignoredPointersOf([{ paths: PATHS, target }], configMap('shop', 'rates'));

describe('ignoredPointersOf', () => {
  it.each<[FluxIgnoreRule['target'], readonly string[]]>([
    [null, PATHS],
    [{}, PATHS],
    [{ kind: 'ConfigMap', version: 'v1', namespace: 'shop', name: 'rates' }, PATHS],
    [{ name: 'ra.*|x' }, PATHS],
    // Anchored, and all of it must hold.
    [{ name: 'rate' }, []],
    [{ kind: 'ConfigMap', namespace: 'payments' }, []],
    [{ group: 'apps' }, []],
    [{ name: '(' }, []],
  ])('target %j', (target, expected) => {
    expect(pointers(target)).toEqual(expected);
  });
});

test('selectors by labels are told apart', () => {
  expect(
    [{ labelSelector: 'a=b' }, { annotationSelector: 'a' }, { name: 'a' }, null].map((target) =>
      selectsByLabels({ paths: [], target }),
    ),
  ).toEqual([true, true, false, false]);
});
