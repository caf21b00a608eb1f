import { expect, it } from 'vitest';
import { decideLook } from './follow-decision.ts';

const NOW = new Date('2026-05-10T12:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

it.each(['pushed', 'open', 'closed'] as const)('one that is %s is looked at, but not without end', (state) => {
  expect(decideLook({ state, lookedAt: null }, NOW)).toEqual({ look: true });
  expect(decideLook({ state, lookedAt: ago(15) }, NOW)).toEqual({ look: true });
  expect(decideLook({ state, lookedAt: ago(5) }, NOW)).toMatchObject({ look: false, retryAfterSeconds: 10 });
});

it.each(['pending', 'merged'] as const)('one that is %s is not', (state) => {
  expect(decideLook({ state, lookedAt: null }, NOW)).toEqual({ look: false, reason: expect.any(String) });
});
