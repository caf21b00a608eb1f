import { describe, expect, it } from 'vitest';
import { driftFilterBar, isNarrowed, namespaceHref, parseDayFilters, parseDriftFilters } from './code-filters.ts';

describe('parseDriftFilters', () => {
  it('opens on what drifts of the code, and keeps what makes sense', () => {
    expect(parseDriftFilters({})).toEqual({ state: 'drifted', channel: 'code', limit: 50 });
    expect(
      parseDriftFilters({ clusterId: '3', severity: 'P9', namespace: '-', kind: 'Role', channel: 'all', page: '2' }),
    ).toEqual({ clusterId: 3, namespace: '-', kind: 'Role', state: 'drifted', limit: 50 });
  });
});

describe('parseDayFilters', () => {
  it('takes what the chart shares with the list', () => {
    expect(parseDayFilters({ clusterId: '3', namespace: 'a', channel: 'config' })).toEqual({
      clusterId: 3,
      channel: 'config',
      days: 14,
    });
    expect(parseDayFilters({ channel: 'all' })).toEqual({ days: 14 });
  });
});

describe('isNarrowed', () => {
  it.each([
    [{}, false],
    [{ q: '' }, false],
    [{ clusterId: '3' }, false],
    [{ state: 'all' }, true],
    [{ channel: 'all' }, true],
    [{ namespace: 'auth' }, true],
  ])('%j', (given, narrowed) => {
    expect(isNarrowed(parseDriftFilters(given))).toBe(narrowed);
  });
});

it('a namespace is one more filter, also that of objects without one', () => {
  expect(namespaceHref(new URLSearchParams('state=all'), 'auth')).toBe('/code?state=all&namespace=auth');
  expect(namespaceHref(new URLSearchParams('namespace=auth'), '')).toBe('/code?namespace=-');
});

it('offers what is there, and what the address says', () => {
  const namespaces = ['shop', ''].map((namespace) => ({
    ...{ namespace, tier: null, drifted: 0, severity: null, occurrences: [] },
  }));
  const bar = driftFilterBar({ clusters: [], namespaces, kinds: ['Role'] }, parseDriftFilters({ kind: 'Pod' }));
  const labels = (param: string) =>
    bar.flatMap((filter) =>
      filter.kind === 'choice' && filter.param === param ? filter.options.map(({ label }) => label) : [],
    );
  expect(labels('namespace')).toEqual(['cluster-wide', 'shop']);
  expect(labels('kind')).toEqual(['Pod', 'Role']);
});
