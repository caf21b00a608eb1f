import { afterEach, describe, expect, it } from 'vitest';
import { type DemoFlagd, startDemoFlagd } from '#demo/flagd/server.ts';
import { contextsOf } from '#lib/flagd/evaluations/contexts.ts';
import { evaluationsOf, readTexts } from '#lib/flagd/testing/flags.ts';
import { compareEvaluations } from './compare-evaluations.ts';

const plain = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' };
const forGold = (variant: string) => ({ ...plain, targeting: { if: [{ '==': [{ var: 'plan' }, 'gold'] }, variant] } });
const isGold = { targetingKey: 'tidemark-1', plan: 'gold' };
const atAll = { targetingKey: 'tidemark-1' };

describe('compareEvaluations', () => {
  let flagd: DemoFlagd | undefined;
  afterEach(() => flagd?.close());

  async function compared(git: string, live: object, omitsDisabled = false) {
    flagd = await startDemoFlagd({ sources: { 'flags.json': JSON.stringify({ flags: live }) }, omitsDisabled });
    const read = await readTexts({ 'flags.json': git });
    return compareEvaluations(read, await evaluationsOf(flagd.ofrepUrl, contextsOf(read.flags), read.flags));
  }
  const text = (flags: object) => JSON.stringify({ flags });

  it.each<[string, object, object, object]>([
    ['removed', { new: plain }, {}, { context: atAll, live: null }],
    ['added', {}, { new: plain }, { context: atAll, git: null, live: { variant: 'off', value: false, metadata: {} } }],
    ['state', { new: plain }, { new: { ...plain, state: 'DISABLED' } }, { live: { state: 'DISABLED', metadata: {} } }],
    ['state', { new: { ...plain, state: 'DISABLED' } }, { new: plain }, { git: { state: 'DISABLED', metadata: {} } }],
    ['defaultVariant', { new: plain }, { new: { ...plain, defaultVariant: 'on' } }, { context: atAll }],
    ['variants', { new: plain }, { new: { ...plain, variants: { on: true, off: true } } }, { context: atAll }],
    [
      'targeting',
      { new: forGold('on') },
      { new: plain },
      { context: isGold, git: { variant: 'on' }, live: { variant: 'off' } },
    ],
    ['metadata', { new: plain }, { new: { ...plain, metadata: { owner: 'b' } } }, { context: atAll }],
  ])('finds %s', async (kind, git, live, sides) => {
    const result = await compared(text(git), live);
    expect(result).toMatchObject({
      isPartial: true,
      notCompared: [],
      flags: [{ ref: { key: 'new' }, deltas: [{ kind, ...sides }] }],
    });
    expect(result.gitHash).not.toBe(result.liveHash);
  });

  it.each([false, true])('is quiet about a disabled flag, omitted or not (%s)', async (omitsDisabled) => {
    const flags = { gone: { ...plain, state: 'DISABLED', metadata: { a: 1 } }, new: forGold('on') };
    const result = await compared(text(flags), flags, omitsDisabled);
    expect(result.flags.map(({ deltas }) => deltas)).toEqual([[], []]);
    expect(result.gitHash).toBe(result.liveHash);
  });

  it('concludes nothing from rules that fail or depend on the time', async () => {
    const flags = {
      broken: { ...plain, targeting: { if: [true, 'missing'] } },
      timed: { ...plain, targeting: { if: [{ '>': [{ var: '$flagd.timestamp' }, 5] }, 'on'] } },
    };
    const result = await compared(text(flags), flags);
    expect(result.flags).toEqual([]);
    expect(result.notCompared.map(({ subject, reason }) => [subject, reason])).toEqual([
      ['flag broken', 'unreadable'],
      ['flag timed', 'unreadable'],
    ]);
  });

  it('calls nothing added while git is not known whole', async () => {
    const result = await compared('{', { new: plain });
    expect(result.flags).toEqual([]);
    expect(result.notCompared).toMatchObject([
      { subject: 'flags of feature-flags/flags.json' },
      { subject: 'flag new' },
    ]);
  });

  it.each<[string, { status: number; body: string }, string]>([
    ['a sign-in', { status: 401, body: '' }, 'unauthorized'],
    ['a refusal', { status: 403, body: '' }, 'forbidden'],
    ['another server', { status: 404, body: '' }, 'not_served'],
    ['an outage', { status: 503, body: '' }, 'unreachable'],
    ['no JSON', { status: 200, body: '<html>' }, 'unreadable'],
    ['other JSON', { status: 200, body: '{}' }, 'unreadable'],
    ['too much', { status: 200, body: ' '.repeat(16_000_001) }, 'too_large'],
  ])('tells %s as not compared', async (_what, fault, reason) => {
    flagd = await startDemoFlagd({ sources: {} });
    flagd.ofrepFault(fault);
    const git = await readTexts({ 'flags.json': text({ new: plain }) });
    const result = compareEvaluations(git, await evaluationsOf(flagd.ofrepUrl, [{}]));
    expect(result).toMatchObject({ flags: [], isPartial: true, notCompared: [{ reason }] });
  });

  it('tells a flagd that is away, or must not be reached, as not compared', async () => {
    for (const url of ['http://127.0.0.1:1', 'http://169.254.169.254']) {
      expect(await evaluationsOf(url, [{}])).toMatchObject({ notCompared: { reason: 'unreachable' } });
    }
  });
});
