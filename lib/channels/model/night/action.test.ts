import { expect, it } from 'vitest';
import { type NightAction, type NightActionFacts, nightAction } from './action.ts';

const QUIET: NightActionFacts = {
  drifted: false,
  confirmed: null,
  decision: { incident: null },
  isIncidentOpen: false,
};

it.each<[string, Partial<NightActionFacts>, NightAction]>([
  ['a quiet night', {}, 'not_seen'],
  ['a quiet night whose evidence over nights alarms', { decision: { incident: 'cusum' } }, 'seen'],
  ['a confirmed drift', { drifted: true, confirmed: true, decision: { incident: 'confirmed' } }, 'seen'],
  ['a drift that fresh repetitions refute', { drifted: true, confirmed: false, isIncidentOpen: true }, 'not_seen'],
  [
    'a refuted drift whose evidence over nights alarms',
    { drifted: true, confirmed: false, decision: { incident: 'cusum' } },
    'seen',
  ],
  ['an unconfirmed drift', { drifted: true }, 'nothing'],
  ['an unconfirmed drift under an open incident', { drifted: true, isIncidentOpen: true }, 'seen'],
  ['a drift confirmed too weakly to open an incident', { drifted: true, confirmed: true }, 'nothing'],
  ['the same under an open incident', { drifted: true, confirmed: true, isIncidentOpen: true }, 'seen'],
])('%s', (_, over, action) => {
  expect(nightAction({ ...QUIET, ...over })).toBe(action);
});
