import { describe, expect, it } from 'vitest';
import type { Verdict } from '#lib/contract/common.ts';
import { channelSentence } from './endpoint-facts.ts';

const active = (verdict: Verdict | null) => ({ status: 'active' as const, lastCheck: verdict && { verdict } });
const paused = { status: 'paused' as const, lastCheck: { verdict: 'drifted' as const } };

describe('channelSentence', () => {
  it.each([
    [[], 'Nothing is watched yet.'],
    [[paused], 'Every endpoint is paused, so nothing is checked.'],
    [[active('stable'), paused], '1 active endpoint at the last check: 1 stable.'],
    [
      [active('stable'), active('drifted'), active('stable'), active(null)],
      '4 active endpoints at the last check: 1 drifted, 2 stable, 1 not checked yet.',
    ],
  ])('%#', (endpoints, expected) => {
    expect(channelSentence(endpoints)).toBe(expected);
  });
});
