import { expect, it } from 'vitest';
import { decisionRefusal, type LastDecision } from './may-decide.ts';

const AT = new Date('2026-05-10T12:00:00Z');
const rejected: LastDecision = { id: 1, kind: 'reject', state: null, liveHash: 'a', by: 'Ben', at: AT };
const synced: LastDecision = { ...rejected, kind: 'sync', state: 'open' };
const facts = { flag: 'flag checkout', isDrifted: true, seenId: 1, liveHash: 'a' };

it.each([
  ['the first decision', { ...facts, last: null, seenId: null, kind: 'sync' }, null],
  ['a rejected flag that goes to git after all', { ...facts, last: rejected, kind: 'sync' }, null],
  ['another live side', { ...facts, last: rejected, liveHash: 'b', kind: 'reject' }, null],
  ['a closed pull request', { ...facts, last: { ...synced, state: 'closed' }, kind: 'sync' }, null],
  ['a merged one that flagd has left since', { ...facts, last: { ...synced, state: 'merged' }, kind: 'reject' }, null],
  ['the same rejection again', { ...facts, last: rejected, kind: 'reject' }, /rejected as it is by Ben already/],
  [
    'a decision that was not seen',
    { ...facts, last: rejected, seenId: null, kind: 'sync' },
    /^Ben rejected it at 2026/,
  ],
  ['an open pull request', { ...facts, last: synced, kind: 'reject' }, /on its way to git already/],
  [
    'a flag that is as git says',
    { ...facts, isDrifted: false, last: null, seenId: null, kind: 'sync' },
    /nothing to decide/,
  ],
] as const)('%s', (_, given, refusal) => {
  const told = decisionRefusal(given);
  if (refusal === null) expect(told).toBeNull();
  else expect(told).toMatch(refusal);
});
