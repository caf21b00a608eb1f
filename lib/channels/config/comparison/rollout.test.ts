import { describe, expect, it } from 'vitest';
import { definitionOf } from '#lib/flagd/definition.ts';
import type { GitFlags, LiveFlags } from '#lib/flagd/types.ts';
import { FLAG_ROLLOUT_MS } from '#lib/policy/thresholds.ts';
import { compareFlags } from '../flags/compare.ts';
import { followFlags, withoutRollingOut } from './rollout.ts';

const T0 = new Date('2026-05-10T12:00:00Z');
const later = (ms: number) => new Date(T0.getTime() + ms);
const NEW = { flagsHash: null, flagsSince: null, commitBefore: null, commitSha: null };

describe('followFlags', () => {
  const first = { ...followFlags(NEW, 'a', T0), commitSha: 'one' };
  const changed = { ...followFlags(first, 'b', later(1)), commitSha: 'two' };
  it.each([
    ['at first nothing is on its way', first, null],
    ['other flags begin a rollout from the commit before', changed, 'one'],
    [
      'the same flags in another commit end none',
      followFlags({ ...changed, commitSha: 'three' }, 'b', later(2)),
      'one',
    ],
    ['further changes count from the first', followFlags(changed, 'c', later(2)), 'one'],
    ['it is over after a while', followFlags(changed, 'b', later(1 + FLAG_ROLLOUT_MS)), null],
  ])('%s', (_, rollout, commitBefore) => {
    expect(rollout.commitBefore).toBe(commitBefore);
  });
});

type Variants = Record<string, string>;
const flagsOf = (flags: Variants) =>
  Object.entries(flags).map(([key, defaultVariant]) => ({
    ref: { flagSetId: null, key },
    definition: definitionOf({ state: 'ENABLED', variants: { a: 1, b: 2, c: 3 }, defaultVariant }),
  }));
const gitOf = (flags: Variants): GitFlags => ({
  flags: flagsOf(flags).map((flag) => ({ ...flag, file: 'f.yaml', line: 1 })),
  ...{ unclear: [], isWhole: true, notCompared: [] },
});
const liveOf = (flags: Variants): LiveFlags => ({ flags: flagsOf(flags).map((flag) => ({ ...flag, source: null })) });

describe('withoutRollingOut', () => {
  it.each<[string, Variants, Variants, Variants, string[]]>([
    ['what flagd serves as git had it', { x: 'a' }, { x: 'b' }, { x: 'a' }, []],
    ['what git has added', {}, { x: 'a' }, {}, []],
    ['what git has removed', { x: 'a' }, {}, { x: 'a' }, []],
    ['nothing that is neither', { x: 'a' }, { x: 'b' }, { x: 'c' }, ['x']],
    ['nothing that flagd lost', { x: 'a' }, { x: 'b' }, {}, ['x']],
    ['nothing that git did not change', { x: 'a', y: 'a' }, { x: 'b', y: 'a' }, { x: 'a', y: 'b' }, ['y']],
  ])('leaves out %s', (_, before, now, live, found) => {
    const comparison = compareFlags(gitOf(now), liveOf(live));
    const left = withoutRollingOut(comparison, compareFlags(gitOf(before), liveOf(live)));
    const differing = left.flags.filter(({ deltas }) => deltas.length > 0).map(({ ref }) => ref.key);
    expect(differing).toEqual(found);
    expect(left.flags.length + left.notCompared.length).toBe(comparison.flags.length);
  });
});
