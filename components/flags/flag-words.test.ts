import { describe, expect, it } from 'vitest';
import type { FlagDriftView } from '#lib/contract/drift/flags.ts';
import { flagSentence, sideText } from './flag-words.ts';

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
