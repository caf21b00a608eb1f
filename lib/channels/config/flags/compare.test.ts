import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitionOf, type WrittenFlag } from '#lib/flagd/definition.ts';
import type { GitFlags, LiveFlags } from '#lib/flagd/types.ts';
import type { Json } from '#lib/kubernetes/types.ts';
import { compareFlags } from './compare.ts';

type Flags = Record<string, WrittenFlag>;
const plain: WrittenFlag = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' };

const git = (flags: Flags, more: Partial<GitFlags> = {}): GitFlags => ({
  flags: Object.entries(flags).map(([key, flag]) => ({
    ref: { flagSetId: null, key },
    definition: definitionOf(flag),
    file: 'flags.yaml',
    line: 3,
  })),
  unclear: [],
  isWhole: true,
  notCompared: [],
  ...more,
});
const live = (flags: Flags): LiveFlags => ({
  flags: Object.entries(flags).map(([key, flag]) => ({
    ref: { flagSetId: null, key },
    definition: definitionOf(flag),
    source: '/etc/flags.yaml',
  })),
});

describe('compareFlags', () => {
  it.each<[string, WrittenFlag, WrittenFlag, object]>([
    ['state', plain, { ...plain, state: 'DISABLED' }, { git: 'ENABLED', live: 'DISABLED' }],
    ['defaultVariant', plain, { ...plain, defaultVariant: 'on' }, { git: 'off', live: 'on' }],
    ['defaultVariant', { ...plain, defaultVariant: null }, plain, { git: null, live: 'off' }],
    [
      'variants',
      plain,
      { ...plain, variants: { on: 1, off: false } },
      { git: plain.variants, live: { on: 1, off: false } },
    ],
    ['targeting', plain, { ...plain, targeting: { if: [true, 'on'] } }, { git: null, live: { if: [true, 'on'] } }],
    ['metadata', { ...plain, metadata: { owner: 'a' } }, plain, { git: { owner: 'a' }, live: {} }],
  ])('finds another %s', (kind, inGit, inFlagd, sides) => {
    const compared = compareFlags(git({ new: inGit }), live({ new: inFlagd }));
    expect(compared.flags).toMatchObject([
      { ref: { key: 'new' }, deltas: [{ kind, ...sides }], place: 'flags.yaml:3', source: '/etc/flags.yaml' },
    ]);
    expect(compared.gitHash).not.toBe(compared.liveHash);
  });

  it('finds what one side lacks, and everything that differs at once', () => {
    const changed = { ...plain, state: 'DISABLED', metadata: { a: 1 } };
    const { flags } = compareFlags(git({ gone: plain, new: plain }), live({ extra: plain, new: changed }));
    expect(flags.map(({ ref, deltas }) => [ref.key, deltas.map(({ kind }) => kind)])).toEqual([
      ['extra', ['added']],
      ['gone', ['removed']],
      ['new', ['state', 'metadata']],
    ]);
    expect(flags[0]).toMatchObject({ place: null, gitHash: null, deltas: [{ git: null, live: { state: 'ENABLED' } }] });
    expect(flags[1]).toMatchObject({ source: null, liveHash: null, deltas: [{ live: null }] });
  });

  it('is quiet about what means the same', () => {
    const written: Flags = {
      a: { ...plain, defaultVariant: null, targeting: {}, metadata: null },
      b: { ...plain, variants: { off: false, on: true } },
    };
    const served: Flags = { b: plain, a: { ...plain, defaultVariant: '', targeting: null } };
    const { flags, gitHash, liveHash } = compareFlags(git(written), live(served));
    expect(flags.map(({ deltas }) => deltas)).toEqual([[], []]);
    expect(gitHash).toBe(liveHash);
  });

  it('concludes nothing where a side is not known', () => {
    const away = { reason: 'unreachable' as const, subject: 'flagd', detail: 'away' };
    expect(compareFlags(git({ new: plain }), { notCompared: away })).toMatchObject({ flags: [], notCompared: [away] });
    const broken = { reason: 'not_rendered' as const, subject: 'flags of b.yaml', detail: 'b.yaml:1:1' };
    const part = git({ new: plain }, { isWhole: false, notCompared: [broken] });
    const compared = compareFlags(part, live({ new: { ...plain, state: 'DISABLED' }, other: plain }));
    expect(compared.flags.map(({ ref, deltas }) => [ref.key, deltas[0]?.kind])).toEqual([['new', 'state']]);
    expect(compared.notCompared).toMatchObject([broken, { subject: 'flag other', reason: 'not_rendered' }]);
    const unclear = git({}, { unclear: [{ flagSetId: null, key: 'new' }] });
    expect(compareFlags(unclear, live({ new: plain })).flags).toEqual([]);
  });

  it('says by its hashes whether there is a delta, whatever the flags', () => {
    const flag = fc.record({
      state: fc.constantFrom('ENABLED', 'DISABLED'),
      variants: fc.dictionary(fc.constantFrom('on', 'off'), fc.boolean()),
      defaultVariant: fc.constantFrom(null, '', 'on'),
      targeting: fc.constantFrom<Json>(null, {}, { var: 'a' }),
    });
    const flags = fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), flag, { maxKeys: 3 });
    fc.assert(
      fc.property(flags, flags, (one, other) => {
        const compared = compareFlags(git(one), live(other));
        const hasDelta = compared.flags.some(({ deltas }) => deltas.length > 0);
        expect(hasDelta).toBe(compared.gitHash !== compared.liveHash);
        for (const { deltas, gitHash, liveHash } of compared.flags) {
          expect(deltas.length > 0).toBe(gitHash !== liveHash);
        }
      }),
    );
  });
});
