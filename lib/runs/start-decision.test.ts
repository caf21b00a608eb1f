import { expect, it } from 'vitest';
import { decideStart, type StartFacts, type StartRequest } from './start-decision.ts';

const free: StartFacts = { endpointName: 'gpt', promptCount: 20, suiteTitle: 'Canary', activeRunId: null };

const allowed: [string, StartRequest, number][] = [
  ['a check asks once', { purpose: 'check' }, 1],
  ['a check asks as often as told', { purpose: 'check', repetitions: 2 }, 2],
  ['a capture asks three times', { purpose: 'baseline' }, 3],
  ['a capture asks more often when told', { purpose: 'baseline', repetitions: 5 }, 5],
];

it.each(allowed)('%s', (_name, request, repetitions) => {
  expect(decideStart(request, free)).toEqual({ allowed: true, repetitions });
});

const refused: [string, StartRequest, Partial<StartFacts>, string, string][] = [
  ['while a run is going', { purpose: 'check' }, { activeRunId: 7 }, 'conflict', 'Run 7 of gpt is still going'],
  ['without a published suite', { purpose: 'check' }, { promptCount: 0 }, 'invalid_input', 'no published version'],
  ['with too few repetitions', { purpose: 'baseline', repetitions: 2 }, {}, 'invalid_input', 'at least 3 repetitions'],
  ['busy before anything else', { purpose: 'check' }, { activeRunId: 7, promptCount: 0 }, 'conflict', 'still going'],
];

it.each(refused)('refuses %s', (_name, request, over, code, reason) => {
  const decision = decideStart(request, { ...free, ...over });
  expect(decision).toMatchObject({ allowed: false, code, reason: expect.stringContaining(reason) });
});
