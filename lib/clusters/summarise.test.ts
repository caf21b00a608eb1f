import { expect, it, test } from 'vitest';
import type { Finding, FindingKind } from '#lib/kubernetes/compare/types.ts';
import type { NotCompared } from '#lib/kubernetes/types.ts';
import { summarise } from './summarise.ts';
import type { ComparedObject } from './types.ts';

const HASH = 'a'.repeat(64);
const finding = (kind: FindingKind, path: string): Finding => ({ kind, path, writer: null });
const compared = (name: string, over: Partial<ComparedObject> = {}): ComparedObject => ({
  ref: { group: '', kind: 'ConfigMap', namespace: 'shop', name },
  findings: [],
  expectedHash: HASH,
  liveHash: HASH,
  notCompared: null,
  source: 'apps',
  commit: 'c',
  file: null,
  sides: null,
  ...over,
});
const left = (subject: string): NotCompared => ({ reason: 'forbidden', subject, detail: 'It is forbidden.' });

test.each([
  [[compared('a')], [], 'stable', '1 object compared, none differs from git.'],
  [
    [compared('a')],
    [left('x')],
    'unmeasured',
    '1 object compared, none differs from git. 1 part could not be compared.',
  ],
  [
    [compared('a', { findings: [finding('stale', 'data.x')] })],
    [left('x')],
    'drifted',
    '1 finding on 1 object. 1 part could not be compared.',
  ],
  [
    [],
    [],
    'unmeasured',
    'Nothing was compared: git has no object there. Check the folder, the branch and the namespaces.',
  ],
])('case %#: the verdict with its reason', (objects, notCompared, verdict, reason) => {
  expect(summarise({ compared: objects, notCompared, optedOut: [] })).toMatchObject({ verdict, reason });
});

it('orders objects by namespace, kind and name, and findings by kind and path', () => {
  const ref = (namespace: string | null, kind: string, name: string) => ({ ref: { group: '', kind, namespace, name } });
  const findings = [finding('foreign', 'b'), finding('foreign', 'a'), finding('missing', 'z')];
  const { comparisons } = summarise({
    compared: [
      compared('b', { findings }),
      compared('a'),
      compared('', ref('shop', 'Aa', 'z')),
      compared('', ref(null, 'Namespace', 'shop')),
    ],
    notCompared: [],
    optedOut: [],
  });
  expect(comparisons.map(({ ref: { namespace, kind, name } }) => `${namespace} ${kind} ${name}`)).toEqual([
    'null Namespace shop',
    'shop Aa z',
    'shop ConfigMap a',
    'shop ConfigMap b',
  ]);
  expect(comparisons[3]?.findings.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'missing z',
    'foreign a',
    'foreign b',
  ]);
});

it('counts what git has apart from what it lacks, and no object that opts out', () => {
  const extra = compared('extra', { source: null, expectedHash: null, findings: [finding('extra', '')] });
  const ownLeft = { ...left('ConfigMap shop/own'), reason: 'opted_out' as const };
  const optOut = compared('own', { notCompared: ownLeft, expectedHash: null, liveHash: null });
  const summary = summarise({ compared: [compared('a'), extra, optOut], notCompared: [], optedOut: [left('far')] });
  expect(summary).toMatchObject({
    objects: 1,
    findings: { extra: 1, missing: 0 },
    namespaces: [{ namespace: 'shop', objects: 2, drifted: 1 }],
    notCompared: [],
  });
  expect(summary.optedOut.map(({ subject }) => subject)).toEqual(['ConfigMap shop/own', 'far']);
});
