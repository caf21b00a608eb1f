import { expect, test } from 'vitest';
import { type AgentFacts, agentState } from './agent-state.ts';

const NOW = new Date('2026-05-10T12:00:00Z');
const finishedAt = new Date('2026-05-10T02:00:00Z');
const opened = new Date('2026-05-08T02:00:00Z');

function facts(lastRun: AgentFacts['lastRun'], over: Partial<AgentFacts> = {}): AgentFacts {
  return { lastRun, incidentOpenedAt: null, failedSince: null, unreadable: null, ...over };
}

function ran(over: Partial<NonNullable<AgentFacts['lastRun']>> = {}): AgentFacts['lastRun'] {
  const countsUntil = new Date('2026-05-11T14:00:00Z');
  return { verdict: 'pass', reason: 'Because.', regressed: 0, finishedAt, countsUntil, ...over };
}

test.each<[string, AgentFacts, object]>([
  ['an open incident', facts(ran(), { incidentOpenedAt: opened }), { state: 'drifted', driftedSince: opened }],
  ['no run yet', facts(null), { state: 'unmeasured' }],
  ['a pass', facts(ran()), { state: 'stable', reason: '' }],
  [
    'a regression whose incident was resolved',
    facts(ran({ verdict: 'fail', regressed: 1 })),
    { state: 'drifted', driftedSince: finishedAt },
  ],
  ['a run without baselines', facts(ran({ verdict: 'fail' })), { state: 'calibrating', reason: 'Because.' }],
  ['a run that could not measure', facts(ran({ verdict: 'unmeasured' })), { state: 'unmeasured', reason: 'Because.' }],
  [
    'a run of long ago',
    facts(ran({ countsUntil: finishedAt })),
    { state: 'unmeasured', reason: expect.stringContaining('10\u00a0h ago') },
  ],
  [
    'a pass of a suite that cannot be read any more',
    facts(ran(), { unreadable: 'The golden suite is not valid:\na.yaml:1:5 is not YAML\nb.yaml:1:1 is not YAML' }),
    {
      state: 'unmeasured',
      reason: 'Its suite could not be read: The golden suite is not valid: a.yaml:1:5 is not YAML',
    },
  ],
  [
    'a pass with a refused run since',
    facts(ran(), { failedSince: 'It was not started: no task.' }),
    { state: 'unmeasured', reason: 'Its last golden run failed. It was not started: no task.' },
  ],
  [
    'a regression before the suite became unreadable',
    facts(ran({ verdict: 'fail', regressed: 1 }), { unreadable: 'Gone.' }),
    { state: 'drifted' },
  ],
])('%s', (_name, known, state) => {
  expect(agentState(known, NOW)).toMatchObject(state);
});
