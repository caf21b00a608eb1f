import { expect, test } from 'vitest';
import { configMap } from '#lib/kubernetes/testing/objects.ts';
import { withHelmMetadata } from './metadata.ts';
import { onRecord } from './on-record.ts';
import { TEST_PLAN } from './testing/plan.ts';

const rendered = (...names: string[]) =>
  names.map((name) => ({
    object: withHelmMetadata(configMap('shop', name), TEST_PLAN),
    file: 'charts/web/templates/a.yaml',
    isEncrypted: false,
  }));
const other = (name: string) => ({ ...configMap('shop', name), data: { key: 'other' } });

test('what Helm installed otherwise, or git lacks, is told and not compared', () => {
  const random = { reason: 'not_rendered', subject: 'ConfigMap shop/random', detail: 'random' } as const;
  const { objects, notCompared } = onRecord(
    { objects: rendered('same', 'changed', 'added'), notCompared: [random] },
    [configMap('shop', 'same'), other('changed'), other('removed'), other('random')],
    TEST_PLAN,
  );
  expect(objects.map(({ object }) => object.metadata.name)).toEqual(['same']);
  expect(notCompared.map(({ subject }) => subject)).toEqual([
    'ConfigMap shop/random',
    'ConfigMap shop/changed',
    'ConfigMap shop/added',
    'ConfigMap shop/removed',
  ]);
  expect(notCompared[1]?.detail).toContain('otherwise today than Helm installed it');
});

test('the whole of it, where both are the same', () => {
  const rendering = { objects: rendered('a', 'b'), notCompared: [] };
  expect(onRecord(rendering, [configMap('shop', 'b'), configMap('shop', 'a')], TEST_PLAN)).toEqual(rendering);
});
