import { describe, expect, it, test } from 'vitest';
import { type DriftFacts, driftState, flagsStaleReason, nextLookAt } from './drift-state.ts';

const NOW = new Date('2026-05-10T12:00:00Z');
const SINCE = new Date('2026-05-10T09:00:00Z');

const facts = (over: Partial<DriftFacts> = {}): DriftFacts => ({
  verdict: 'stable',
  reason: '',
  comparedAt: NOW,
  staleReason: null,
  notCompared: 0,
  driftedSince: null,
  ...over,
});

describe('driftState', () => {
  it.each<[string, Partial<DriftFacts>, ReturnType<typeof driftState>]>([
    ['all compared', {}, { state: 'stable', reason: '', driftedSince: null }],
    ['drift of the other channel', { verdict: 'drifted' }, { state: 'stable', reason: '', driftedSince: null }],
    ['drift', { verdict: 'drifted', driftedSince: SINCE }, { state: 'drifted', reason: '', driftedSince: SINCE }],
    [
      'drift that was known before it became stale',
      { staleReason: 'Not looked at.', driftedSince: SINCE },
      { state: 'drifted', reason: 'Not looked at.', driftedSince: SINCE },
    ],
    ['stale', { staleReason: 'Not looked at.' }, { state: 'unmeasured', reason: 'Not looked at.', driftedSince: null }],
    [
      'never compared',
      { verdict: null, comparedAt: null },
      { state: 'unmeasured', reason: 'It was never compared.', driftedSince: null },
    ],
    [
      'parts left out',
      { verdict: 'drifted', notCompared: 2 },
      { state: 'unmeasured', reason: '2 parts could not be compared.', driftedSince: null },
    ],
    [
      'nothing compared',
      { verdict: 'unmeasured', reason: 'Nothing was compared.' },
      { state: 'unmeasured', reason: 'Nothing was compared.', driftedSince: null },
    ],
  ])('%s', (_name, over, state) => {
    expect(driftState(facts(over))).toEqual(state);
  });
});

test('flags are stale when looks were missed', () => {
  const ago = (seconds: number) => ({ comparedAt: new Date(NOW.getTime() - seconds * 1000), intervalSeconds: 60 });
  expect(flagsStaleReason(ago(180), NOW)).toBeNull();
  expect(flagsStaleReason(ago(600), NOW)).toMatch(/10\smin ago, and should be every 1\smin/);
  expect(flagsStaleReason({ comparedAt: null, intervalSeconds: 60 }, NOW)).toBeNull();
});

test('the next look is the earliest that is due', () => {
  const look = (iso: string, intervalSeconds: number) => ({ lookedAt: new Date(iso), intervalSeconds });
  expect(
    nextLookAt(
      [look('2026-05-10T11:59:30Z', 60), look('2026-05-10T11:59:50Z', 30), look('2026-05-10T10:00:00Z', 60)],
      NOW,
    ),
  ).toEqual(new Date('2026-05-10T12:00:20Z'));
  expect(nextLookAt([{ lookedAt: null, intervalSeconds: 60 }], NOW)).toBeNull();
});
