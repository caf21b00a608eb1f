import { describe, expect, test } from 'vitest';
import type { Verdict } from '#lib/contract/common.ts';
import { countsUntil } from '#lib/schedule/nightly.ts';
import { type EndpointFacts, endpointState } from './endpoint-state.ts';

const NOW = new Date('2026-05-10T12:00:00Z');
const LAST_NIGHT = new Date('2026-05-10T02:05:00Z');
const THREE_DAYS_AGO = new Date('2026-05-07T12:00:00Z');
const OPENED = new Date('2026-05-08T02:05:00Z');
const BASELINE = 4;

function check(verdict: Verdict, over: Partial<NonNullable<EndpointFacts['lastCheck']>> = {}) {
  const { finishedAt = LAST_NIGHT } = over;
  const until = countsUntil('0 2 * * *', finishedAt);
  return { verdict, reason: `because ${verdict}`, finishedAt, countsUntil: until, baselineId: BASELINE, ...over };
}

const settled: EndpointFacts = {
  lastCheck: check('stable'),
  readyBaselineId: BASELINE,
  isCapturing: false,
  incidentOpenedAt: null,
};

const cases: [string, Partial<EndpointFacts>, Verdict, string][] = [
  ['a recent stable check', {}, 'stable', ''],
  ['a stable check clears an incident nobody has closed', { incidentOpenedAt: OPENED }, 'stable', ''],
  ['a recent drifted check', { lastCheck: check('drifted') }, 'drifted', ''],
  [
    'an unmeasured night does not clear an open incident',
    { lastCheck: check('unmeasured', { baselineId: null }), incidentOpenedAt: OPENED },
    'drifted',
    '',
  ],
  [
    'neither does a new baseline',
    { lastCheck: check('drifted'), readyBaselineId: 5, incidentOpenedAt: OPENED },
    'drifted',
    '',
  ],
  ['an unmeasured night', { lastCheck: check('unmeasured', { baselineId: null }) }, 'unmeasured', 'because unmeasured'],
  [
    'an unmeasured night before the first baseline',
    { lastCheck: check('unmeasured', { baselineId: null }), readyBaselineId: null },
    'unmeasured',
    'because unmeasured',
  ],
  ['no baseline', { lastCheck: null, readyBaselineId: null }, 'calibrating', 'It has no baseline yet.'],
  [
    'a baseline on its way',
    { lastCheck: null, readyBaselineId: null, isCapturing: true },
    'calibrating',
    'Its baseline is being captured.',
  ],
  ['a baseline and no check', { lastCheck: null }, 'unmeasured', 'No check has finished yet.'],
  [
    'a stable check of long ago',
    { lastCheck: check('stable', { finishedAt: THREE_DAYS_AGO }) },
    'unmeasured',
    'The last check finished 3\u00a0d ago.',
  ],
  ['a calibrating check', { lastCheck: check('calibrating') }, 'calibrating', 'because calibrating'],
  [
    'a check against a baseline that has ended',
    { readyBaselineId: 5 },
    'calibrating',
    'No check has finished since its baseline changed.',
  ],
];

describe('endpointState', () => {
  test.each(cases)('%s', (_name, over, state, reason) => {
    expect(endpointState({ ...settled, ...over }, NOW)).toMatchObject({ state, reason });
  });

  test('a nightly check is recent for 36 hours', () => {
    const at = (iso: string) =>
      endpointState({ ...settled, lastCheck: check('stable', { finishedAt: new Date(iso) }) }, NOW);
    expect(at('2026-05-09T00:00:00.000Z').state).toBe('stable');
    expect(at('2026-05-08T23:59:59.999Z').state).toBe('unmeasured');
  });

  test('drift is dated from its incident, and from the check where there is none', () => {
    const facts = { ...settled, lastCheck: check('drifted') };
    expect(endpointState({ ...facts, incidentOpenedAt: OPENED }, NOW).driftedSince).toEqual(OPENED);
    expect(endpointState(facts, NOW).driftedSince).toEqual(LAST_NIGHT);
  });
});
