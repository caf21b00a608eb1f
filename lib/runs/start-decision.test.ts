import { expect, it } from 'vitest';
import { decideStart, type StartDecision, type StartFacts, type StartRequest } from './start-decision.ts';

const free: StartFacts = {
  endpointName: 'gpt',
  plan: 'standard',
  promptCount: 20,
  suiteTitle: 'Canary',
  activeRunId: null,
  parent: null,
};
const parent = { id: 5, purpose: 'check', status: 'finished' } as const;

const allowed: [string, StartRequest, Omit<Extract<StartDecision, { allowed: true }>, 'allowed'>][] = [
  ['a check follows the plan of its endpoint', { purpose: 'check' }, { plan: 'standard', repetitions: each(3, 1) }],
  ['or the plan it is told', { purpose: 'check', plan: 'single' }, { plan: 'single', repetitions: each(1, 1) }],
  ['a deep check asks all five times', { purpose: 'check', plan: 'deep' }, { plan: 'deep', repetitions: each(5, 5) }],
  ['a check without plan', { purpose: 'check', repetitions: 2 }, { plan: null, repetitions: each(2, 2) }],
  ['a capture asks three times', { purpose: 'baseline' }, { plan: null, repetitions: each(3, 3) }],
  ['or five', { purpose: 'baseline', repetitions: 5 }, { plan: null, repetitions: each(5, 5) }],
  ['a screening', { purpose: 'screening', repetitions: 8 }, { plan: null, repetitions: each(8, 8) }],
];

it.each(allowed)('%s', (_name, request, decision) => {
  expect(decideStart(request, free)).toEqual({ allowed: true, ...decision });
});

it('a confirmation asks afresh once its check is finished', () => {
  const decision = decideStart({ purpose: 'confirmation' }, { ...free, parent });
  expect(decision).toEqual({ allowed: true, plan: null, repetitions: each(3, 2) });
});

const refused: [string, StartRequest, Partial<StartFacts>, string, string][] = [
  ['while a run is going', { purpose: 'check' }, { activeRunId: 7 }, 'conflict', 'Run 7 of gpt is still going'],
  ['without a published suite', { purpose: 'check' }, { promptCount: 0 }, 'invalid_input', 'no published version'],
  ['too few repetitions', { purpose: 'baseline', repetitions: 2 }, {}, 'invalid_input', '3 to 5 repetitions'],
  ['too many repetitions', { purpose: 'baseline', repetitions: 6 }, {}, 'invalid_input', '3 to 5 repetitions'],
  ['a capture by a plan', { purpose: 'baseline', plan: 'deep' }, {}, 'invalid_input', 'Only a check follows a plan'],
  ['a plan and repetitions', { purpose: 'check', plan: 'deep', repetitions: 2 }, {}, 'invalid_input', 'not both'],
  ['a screening of unknown size', { purpose: 'screening' }, {}, 'invalid_input', 'how often'],
  ['a confirmation of nothing', { purpose: 'confirmation' }, {}, 'invalid_input', 'Only a finished check'],
  [
    'a confirmation of a capture',
    { purpose: 'confirmation' },
    { parent: { ...parent, purpose: 'baseline' } },
    'invalid_input',
    'Only a finished check',
  ],
  [
    'a confirmation of a failed check',
    { purpose: 'confirmation' },
    { parent: { ...parent, status: 'failed' } },
    'invalid_input',
    'Only a finished check',
  ],
  ['busy before anything else', { purpose: 'check' }, { activeRunId: 7, promptCount: 0 }, 'conflict', 'still going'],
];

it.each(refused)('refuses %s', (_name, request, over, code, reason) => {
  const decision = decideStart(request, { ...free, ...over });
  expect(decision).toMatchObject({ allowed: false, code, reason: expect.stringContaining(reason) });
});

function each(short: number, behaviour: number) {
  return { short, behaviour };
}
