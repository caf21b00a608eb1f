import { expect, test } from 'vitest';
import { type AgentFacts, agentState } from './agent-state.ts';

const NOW = new Date('2026-05-10T12:00:00Z');
const finishedAt = new Date('2026-05-10T02:00:00Z');
const opened = new Date('2026-05-08T02:00:00Z');

function ran(over: Partial<NonNullable<AgentFacts['lastRun']>> = {}): AgentFacts['lastRun'] {
  const countsUntil = new Date('2026-05-11T14:00:00Z');
  return { verdict: 'pass', reason: 'Because.', regressed: 0, finishedAt, countsUntil, ...over };
}

test.each<[string, AgentFacts, object]>([
  ['an open incident', { lastRun: ran(), incidentOpenedAt: opened }, { state: 'drifted', driftedSince: opened }],
  ['no run yet', { lastRun: null, incidentOpenedAt: null }, { state: 'unmeasured' }],
  ['a pass', { lastRun: ran(), incidentOpenedAt: null }, { state: 'stable', reason: '' }],
  [
    'a regression whose incident was resolved',
    { lastRun: ran({ verdict: 'fail', regressed: 1 }), incidentOpenedAt: null },
    { state: 'drifted', driftedSince: finishedAt },
  ],
  [
    'a run without baselines',
    { lastRun: ran({ verdict: 'fail' }), incidentOpenedAt: null },
    { state: 'calibrating', reason: 'Because.' },
  ],
  [
    'a run that could not measure',
    { lastRun: ran({ verdict: 'unmeasured' }), incidentOpenedAt: null },
    { state: 'unmeasured', reason: 'Because.' },
  ],
  [
    'a run of long ago',
    { lastRun: ran({ countsUntil: finishedAt }), incidentOpenedAt: null },
    { state: 'unmeasured', reason: expect.stringContaining('10\u00a0h ago') },
  ],
])('%s', (_name, facts, state) => {
  expect(agentState(facts, NOW)).toMatchObject(state);
});
