import { describe, expect, test } from 'vitest';
import type { Verdict } from '#lib/contract/common.ts';
import { channelCard, notWatchedCard, type Watched } from './channel-cards.ts';

const NEXT = new Date('2026-05-11T02:00:00Z');

function endpoint(name: string, state: Verdict, over: Partial<Watched> = {}): Watched {
  return { name, state, reason: '', driftedSince: null, lastMeasuredAt: null, ...over };
}

const cases: [string, Watched[], string, string][] = [
  ['one stable', [endpoint('a', 'stable')], 'stable', 'Stable: a.'],
  ['all stable', ['a', 'b', 'c'].map((name) => endpoint(name, 'stable')), 'stable', 'Stable: all 3 endpoints.'],
  [
    'drift outweighs everything',
    [endpoint('a', 'stable'), endpoint('b', 'drifted'), endpoint('c', 'unmeasured'), endpoint('d', 'calibrating')],
    'drifted',
    'Drifted: b. Not measured: c. Calibrating: d. Stable: a.',
  ],
  [
    'not knowing outweighs stable',
    [endpoint('a', 'stable'), endpoint('b', 'unmeasured')],
    'unmeasured',
    'Not measured: b. Stable: a.',
  ],
  [
    'calibrating outweighs stable',
    [endpoint('a', 'stable'), endpoint('b', 'calibrating')],
    'calibrating',
    'Calibrating: b. Stable: a.',
  ],
  [
    'long lists are cut',
    [endpoint('z', 'drifted'), ...['a', 'b', 'c', 'd'].map((name) => endpoint(name, 'stable'))],
    'drifted',
    'Drifted: z. Stable: a, b and 2 more.',
  ],
];

describe('channelCard', () => {
  test.each(cases)('%s', (_name, endpoints, state, summary) => {
    expect(channelCard('model', endpoints, NEXT)).toMatchObject({
      channel: 'model',
      state,
      summary,
      nextRunAt: NEXT.toISOString(),
    });
  });

  test('dates the oldest drift and the latest measurement', () => {
    const [early, late] = ['2026-05-01T02:00:00.000Z', '2026-05-09T02:00:00.000Z'];
    const card = channelCard(
      'prompt',
      [
        endpoint('a', 'drifted', { driftedSince: new Date(late), lastMeasuredAt: new Date(early) }),
        endpoint('b', 'drifted', { driftedSince: new Date(early), lastMeasuredAt: new Date(late) }),
        endpoint('c', 'stable'),
      ],
      NEXT,
    );
    expect(card).toMatchObject({ since: early, lastMeasuredAt: late });
  });

  test('without endpoints nothing is watched, and no run is announced', () => {
    expect(channelCard('model', [], NEXT)).toEqual(notWatchedCard('model'));
    expect(notWatchedCard('model')).toMatchObject({ state: 'not_watched', nextRunAt: null });
  });
});
