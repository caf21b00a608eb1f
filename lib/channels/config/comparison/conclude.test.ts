import { expect, it } from 'vitest';
import { type ComparisonFacts, concludeComparison } from './conclude.ts';

const CLEAN: ComparisonFacts = {
  ...{ compared: 3, drifted: 0, ignored: 0, notCompared: [], isPartial: false, stale: null },
};
const DOWN = [{ reason: 'unreachable', subject: 'flags', detail: 'flagd is down.' } as const];

it.each<[string, Partial<ComparisonFacts>, string, string]>([
  ['all alike', {}, 'stable', '3 flags as git says.'],
  ['none at all', { compared: 0 }, 'stable', '0 flags as git says.'],
  ['one differs', { drifted: 1 }, 'drifted', '1 of 3 flags is not as git says.'],
  ['flagd down', { compared: 0, notCompared: DOWN }, 'unmeasured', 'flagd is down.'],
  ['part of it', { notCompared: DOWN }, 'unmeasured', 'No difference in 3 flags. Not compared: flagd is down.'],
  [
    'drift beside what is not known',
    { drifted: 2, notCompared: [...DOWN, ...DOWN] },
    'drifted',
    '2 of 3 flags are not as git says. Not compared: flagd is down. And 1 more.',
  ],
  ['hidden by rules', { ignored: 1 }, 'stable', '2 flags as git says. Ignore rules hide the difference of 1 flag.'],
  ['values only', { isPartial: true }, 'stable', '3 flags as git says. Only values for some contexts were compared.'],
  [
    'git away',
    { stale: { problem: 'No route.', fetchedAt: new Date('2026-05-10T12:00:00Z') } },
    'stable',
    '3 flags as git says. git could not be read: compared with what it was at 2026-05-10T12:00:00.000Z. No route.',
  ],
])('%s', (_, over, verdict, reason) => {
  expect(concludeComparison({ ...CLEAN, ...over })).toEqual({ verdict, reason });
});
