import { describe, expect, it } from 'vitest';
import type { SignalView } from '#lib/contract/signals.ts';
import { isMoved, moversOf, promptsBehind } from './movers.ts';

const signal = (name: string, movers: [promptId: number, value: number, noise: number | null][], fired = true) =>
  ({
    ...{ name, kind: 'mission', unit: 'share', value: 0.5, threshold: 0.3, noise: 0.1 },
    ...{ pValue: 0.001, pAdjusted: 0.002, fired, unmeasured: null, detail: {} },
    movers: movers.map(([promptId, value, noise]) => ({ promptId, key: `p${promptId}`, value, noise })),
  }) satisfies SignalView;

describe('isMoved', () => {
  it.each([
    ['over both', 0.5, 0.1, true],
    ['over an unknown noise', 0.5, null, true],
    ['at the threshold', 0.3, 0.1, false],
    ['within its noise', 0.5, 0.6, false],
  ])('%s', (_, value, noise, expected) => expect(isMoved({ value, noise }, 0.3)).toBe(expected));
});

it('names the prompts behind a signal only as far as they moved', () => {
  expect(
    moversOf(
      signal('judge', [
        [1, 1, 0],
        [2, 0.2, 0],
      ]),
    ).map(({ promptId }) => promptId),
  ).toEqual([1]);
});

describe('promptsBehind', () => {
  it('reads first what accounts for most of the fired signals', () => {
    const signals = [
      signal('hash_delta', [
        [1, 1, 0],
        [2, 1, 0],
        [3, 1, 0],
      ]),
      signal('embedding_drift', [
        [2, 0.9, 0.1],
        [1, 0.4, 0.1],
      ]),
      signal('energy', [[9, 1, 0]], false),
    ];
    expect(promptsBehind(signals)).toEqual([
      { promptId: 2, key: 'p2', signals: ['embedding_drift', 'hash_delta'] },
      { promptId: 1, key: 'p1', signals: ['hash_delta', 'embedding_drift'] },
      { promptId: 3, key: 'p3', signals: ['hash_delta'] },
    ]);
  });

  it('is empty where nothing fired', () => expect(promptsBehind([signal('judge', [[1, 1, 0]], false)])).toEqual([]));
});
