import { describe, expect, it } from 'vitest';
import type { FlagDriftView, FlagSourceView } from '#lib/contract/drift/flags.ts';
import { configAnswer, flagSentence, sideText } from './flag-words.ts';

type Told = Pick<FlagSourceView, 'name' | 'enabled' | 'verdict' | 'drifted'>;
const SOURCE: Told = { name: 'flagd', enabled: true, verdict: 'stable', drifted: 0 };
// Only these members are told of.
const source = (over: Partial<Told> = {}) => ({ ...SOURCE, ...over }) as FlagSourceView;

describe('configAnswer', () => {
  it.each<[string, FlagSourceView[], number, number, string]>([
    ['nothing connected', [], 0, 0, 'No flagd is compared with git.'],
    ['all alike', [source()], 0, 0, 'No feature flag differs from git.'],
    ['flags', [source({ verdict: 'drifted', drifted: 2 })], 0, 0, '2 feature flags are not as git says.'],
    ['unknown', [source({ verdict: 'unmeasured' })], 0, 0, 'Not known of flagd.'],
    [
      'part unknown',
      [source(), source({ name: 'b', verdict: null })],
      0,
      0,
      'No feature flag differs from git. Not known of b.',
    ],
    ['policies', [source()], 1, 0, '1 policy differs from git. No feature flag differs from git.'],
    ['all of it', [source()], 2, 1, '2 policies and 1 config map differ from git. No feature flag differs from git.'],
  ])('%s', (_, sources, policies, configMaps, answer) => {
    expect(configAnswer(sources, policies, configMaps)).toBe(answer);
  });
});

describe('flagSentence', () => {
  const told = (part: FlagDriftView['deltas'][number]['part'], over = {}) =>
    flagSentence({
      state: 'drifted',
      deltas: [{ part, git: null, live: null, context: null }],
      isPartial: false,
      ...over,
    });
  it('says what differs', () => {
    expect(told('added')).toBe('flagd serves this flag, git has none such.');
    expect(told('removed')).toBe('git has this flag, flagd does not serve it.');
    expect(told('targeting')).toBe('flagd serves another targeting than git has.');
    expect(told('state', { isPartial: true })).toContain('so there may be more');
    expect(told('state', { state: 'ignored' })).toContain('Ignore rules hide it.');
  });
});

it('a side is shown as text', () => {
  expect(sideText(null)).toBeNull();
  expect(sideText('off')).toBe('off');
  expect(sideText({ if: [true] })).toBe('{\n  "if": [\n    true\n  ]\n}');
});
