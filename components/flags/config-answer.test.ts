import { describe, expect, it } from 'vitest';
import type { ClusterView } from '#lib/contract/drift/clusters.ts';
import type { FlagSourceView } from '#lib/contract/drift/flags.ts';
import { configAnswer } from './config-answer.ts';

type Told = Pick<FlagSourceView, 'name' | 'enabled' | 'verdict' | 'drifted'>;
const SOURCE: Told = { name: 'flagd', enabled: true, verdict: 'stable', drifted: 0 };
// Only these members are told of.
const source = (over: Partial<Told> = {}) => ({ ...SOURCE, ...over }) as FlagSourceView;

type Known = Pick<ClusterView, 'name' | 'enabled' | 'verdict' | 'comparedAt' | 'staleReason' | 'lastScan'>;
const CLUSTER: Known = {
  name: 'prod',
  enabled: true,
  verdict: 'stable',
  comparedAt: '2026-05-10T12:00:00Z',
  staleReason: null,
  lastScan: null,
};
// Only these members are told of.
const cluster = (over: Partial<Known> = {}) => ({ ...CLUSTER, ...over }) as ClusterView;

const rows = (count: number, hasMore = false) => ({ items: Array<null>(count).fill(null), hasMore });

const answer = (over: Partial<Parameters<typeof configAnswer>[0]>) =>
  configAnswer({ sources: [source()], clusters: [cluster()], policies: rows(0), configMaps: rows(0), ...over });

describe('configAnswer', () => {
  it.each<[string, FlagSourceView[], string]>([
    ['no flagd', [], 'No flagd is compared with git.'],
    ['all alike', [source()], 'No feature flag differs from git.'],
    ['flags', [source({ verdict: 'drifted', drifted: 2 })], '2 feature flags are not as git says.'],
    ['unknown', [source({ verdict: 'unmeasured' })], 'Not known of flagd.'],
    [
      'part unknown',
      [source(), source({ name: 'b', verdict: null })],
      'No feature flag differs from git. Not known of b.',
    ],
  ])('tells of flags: %s', (_, sources, told) => {
    expect(answer({ sources })).toBe(told);
  });

  it('tells of policies and config maps first', () => {
    expect(answer({ policies: rows(1) })).toBe('1 policy differs from git. No feature flag differs from git.');
    expect(answer({ policies: rows(2), configMaps: rows(50, true) })).toBe(
      '2 policies and more than 50 config maps differ from git. No feature flag differs from git.',
    );
  });

  it('says what is not known of them', () => {
    expect(answer({ sources: [], clusters: [] })).toBe(
      'No flagd is compared with git. No cluster is compared, so nothing is known of policies and config maps.',
    );
    expect(answer({ clusters: [cluster({ enabled: false })] })).toMatch(/nothing is known of policies/);
    expect(answer({ clusters: [cluster(), cluster({ name: 'test', staleReason: 'Long ago.' })] })).toMatch(
      / Not all is known of policies and config maps: test is stale\.$/,
    );
  });
});
