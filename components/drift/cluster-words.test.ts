import { describe, expect, it, test } from 'vitest';
import type { DriftByDay } from '#lib/contract/drift/objects.ts';
import { byUrgency, codeAnswer, needingFirst, scanPercent, scanSentence, whyUnknown } from './cluster-words.ts';

type Cluster = Parameters<typeof codeAnswer>[0][number];

const AT = '2026-05-10T12:00:00.000Z';

const cluster = (over: Partial<Cluster> = {}): Cluster => ({
  name: 'prod',
  enabled: true,
  verdict: 'stable',
  reason: '',
  comparedAt: AT,
  staleReason: null,
  lastScan: { notCompared: [] },
  ...over,
});

const LEFT = { reason: 'forbidden', subject: 'Secret', detail: '' } as const;

const namespace = (over: Partial<DriftByDay['namespaces'][number]>): DriftByDay['namespaces'][number] => ({
  namespace: 'shop',
  tier: null,
  drifted: 0,
  severity: null,
  occurrences: [],
  ...over,
});

describe('codeAnswer', () => {
  it.each<[string, Cluster[], DriftByDay['namespaces'], string]>([
    ['nothing connected', [], [], 'No cluster is connected, so nothing is known of what runs.'],
    [
      'all off',
      [cluster({ enabled: false })],
      [],
      'Every cluster is switched off, so nothing is known of what runs now.',
    ],
    ['clean', [cluster()], [namespace({})], 'Everything that git has was compared, and runs as git says.'],
    [
      'drift',
      [cluster({ verdict: 'drifted' })],
      [namespace({ drifted: 2, severity: 'P1', namespace: 'payments' }), namespace({ drifted: 1, namespace: '' })],
      '3 objects are not as git says, in payments and cluster-wide. The most severe is P1.',
    ],
    [
      'drift without alert beside an unknown cluster',
      [cluster({ verdict: 'drifted' }), cluster({ name: 'edge', staleReason: 'not seen for 3 h' })],
      [namespace({ drifted: 1 })],
      '1 object is not as git says, in shop. None of it alerts. Unknown: edge is stale.',
    ],
    [
      'never fine while unknown',
      [cluster({ lastScan: { notCompared: [LEFT] } }), cluster({ name: 'new', verdict: null, comparedAt: null })],
      [],
      'No drift is known, but not all is known. Unknown: prod has 1 part that could not be compared and new was never compared.',
    ],
  ])('%s', (_name, clusters, namespaces, answer) => {
    expect(codeAnswer(clusters, namespaces)).toBe(answer);
  });
});

test('what needs somebody comes first', () => {
  const names = [
    { ...cluster({ name: 'off', enabled: false }), drifted: 0 },
    { ...cluster({ name: 'fine' }), drifted: 0 },
    { ...cluster({ name: 'stale', staleReason: 'x' }), drifted: 0 },
    { ...cluster({ name: 'bad' }), drifted: 2 },
  ];
  expect(needingFirst(names).map(({ name }) => name)).toEqual(['bad', 'stale', 'fine', 'off']);
  const namespaces = [
    namespace({ namespace: 'many', drifted: 9 }),
    namespace({ namespace: 'p1', drifted: 1, severity: 'P1' }),
    namespace({ namespace: 'p0', drifted: 1, severity: 'P0' }),
    namespace({ namespace: 'few', drifted: 1 }),
  ];
  expect(byUrgency(namespaces).map((each) => each.namespace)).toEqual(['p0', 'p1', 'many', 'few']);
});

test('an unmeasured cluster without a list is unknown, too', () => {
  expect(whyUnknown(cluster({ verdict: 'unmeasured' }))).toBe('could not be compared');
  expect(whyUnknown(cluster({ verdict: 'drifted' }))).toBeNull();
});

test('a comparison tells how far it is', () => {
  const progress = { kinds: 4, ofKinds: 16, objects: 1200 };
  expect(scanSentence({ status: 'queued', progress: null })).toBe('Waits for the worker.');
  expect(scanSentence({ status: 'running', progress: null })).toBe('Reads git.');
  expect(scanSentence({ status: 'running', progress })).toBe('4 of 16 kinds read, 1,200 objects compared.');
  expect(scanPercent({ status: 'running', progress })).toBe(25);
  expect(scanPercent({ status: 'running', progress: { kinds: 0, ofKinds: 0, objects: 0 } })).toBe(0);
});
