import { expect, it } from 'vitest';
import { decideGrowth, type GrowthFacts } from './growth.ts';

const QUIET: GrowthFacts = {
  scheduled: true,
  verdict: 'stable',
  anyFired: false,
  pValue: 0.5,
  servedModelChanged: false,
  cusumAlarm: false,
  hasUnresolvedIncident: false,
  foundingRepetitions: 3,
  acceptedRunIds: [],
};

it('accepts a quiet scheduled night', () => {
  expect(decideGrowth(QUIET)).toEqual({ accept: true, leavingRunId: null });
});

it.each<[string, Partial<GrowthFacts>]>([
  ['a manual check', { scheduled: false }],
  ['a drifted one', { verdict: 'drifted' }],
  ['an unmeasured one', { verdict: 'unmeasured' }],
  ['one with a fired signal', { anyFired: true }],
  ['one that may have moved', { pValue: 0.09 }],
  ['one without a p-value', { pValue: null }],
  ['one served by another model', { servedModelChanged: true }],
  ['one whose evidence over nights alarmed', { cusumAlarm: true }],
  ['one under an open incident', { hasUnresolvedIncident: true }],
  ['one that a full capture leaves no room for', { foundingRepetitions: 10 }],
])('refuses %s, and says why', (_, over) => {
  expect(decideGrowth({ ...QUIET, ...over })).toEqual({ accept: false, reason: expect.stringMatching(/\w/) });
});

it.each([
  [3, [11, 12, 13, 14, 15, 16], null],
  [3, [11, 12, 13, 14, 15, 16, 17], 11],
  [5, [11, 12, 13, 14], null],
  [5, [11, 12, 13, 14, 15], 11],
])(
  'with %i founding repetitions and nights %j makes room by %s',
  (foundingRepetitions, acceptedRunIds, leavingRunId) => {
    expect(decideGrowth({ ...QUIET, foundingRepetitions, acceptedRunIds })).toEqual({ accept: true, leavingRunId });
  },
);
