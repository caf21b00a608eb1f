import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Counter, countersOf, type KnownCounter, readResource, risesOf } from './counters.ts';

const labels = { resource: 'Role/r', namespace: 'payments', pod: 'a' };
const one = (value: number, over: Record<string, string> = {}): Counter[] =>
  countersOf([{ labels: { ...labels, ...over }, value }]);
const known = (counters: readonly Counter[], isRecent = true): KnownCounter[] =>
  counters.map(({ series, value }) => ({ series, value, isRecent }));
const rise = (by: number) => [{ resource: 'Role/r', namespace: 'payments', by }];

it('reads the namespace that Prometheus renamed', () => {
  const read = countersOf([
    { labels: { ...labels, namespace: 'flux-system', exported_namespace: 'payments' }, value: 1 },
  ]);
  expect(read).toMatchObject([{ resource: 'Role/r', namespace: 'payments', value: 1 }]);
});

it.each([Number.NaN, Number.POSITIVE_INFINITY, -1])('%s is no count', (value) => {
  expect(one(value)).toEqual([]);
});

it.each([
  ['nothing at the first look', null, one(7), []],
  ['a rise', known(one(7)), one(9), rise(2)],
  ['no change', known(one(7)), one(7), []],
  ['a counter that began anew', known(one(7)), one(2), rise(2)],
  ['a new series', known([]), one(1), rise(1)],
  ['a series that is gone', known(one(7)), [], []],
  ['a series that came back', known(one(7), false), one(8), rise(1)],
  ['other labels of the same count', known(one(7)), one(7, { pod: 'b' }), []],
  ['another pod, long after', known(one(7), false), one(1, { pod: 'b' }), rise(1)],
  ['two pods', known([...one(7), ...one(3, { pod: 'b' })]), [...one(8), ...one(5, { pod: 'b' })], rise(3)],
  [
    'one series told twice',
    known([]),
    countersOf([...one(1), ...one(1)].map(({ value }) => ({ labels, value }))),
    rise(1),
  ],
])('%s', (_, before, now, expected) => {
  expect(risesOf(before, now)).toEqual(expected);
});

it('counts every increment of a counter once, however often it is looked at and begins anew', () => {
  const step = fc.record({ increments: fc.nat(5), restarts: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let [value, counted, happened] = [0, 0, 0];
      let before = one(0);
      for (const { increments, restarts } of steps) {
        // A restart shows where the new count is below the old one.
        if (restarts && increments < value) value = 0;
        value += increments;
        happened += increments;
        const now = one(value);
        counted += risesOf(known(before), now).reduce((sum, { by }) => sum + by, 0);
        before = now;
      }
      expect(counted).toBe(happened);
    }),
  );
});

it.each([
  ['Role/r', 'payments', { kind: 'Role', group: null, namespace: 'payments', name: 'r' }],
  ['ClusterRole/system:x', '', { kind: 'ClusterRole', group: null, namespace: null, name: 'system:x' }],
  ['Deployment.apps/web', 'shop', { kind: 'Deployment', group: 'apps', namespace: 'shop', name: 'web' }],
  ['Deployment', 'shop', null],
  ['deployments/web', 'shop', null],
  ['Deployment/shop/web', 'shop', null],
  ['Deployment/a b', 'shop', null],
  ['Deployment/a\u0000', 'shop', null],
  ['', '', null],
])('the resource %j in %j names %j', (resource, namespace, expected) => {
  expect(readResource({ resource, namespace })).toEqual(expected);
});
