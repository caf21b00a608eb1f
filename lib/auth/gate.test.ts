import { describe, expect, test } from 'vitest';
import { decideGate, type GateDecision } from './gate.ts';

const PAGE: GateDecision = { kind: 'page' };
const API: GateDecision = { kind: 'api' };
const REFUSE: GateDecision = { kind: 'refuse' };
const signIn = (to: string): GateDecision => ({ kind: 'redirect', to });

describe('without a session', () => {
  test.each<[string, GateDecision]>([
    ['/sign-in', PAGE],
    ['/sign-in?next=/runs', PAGE],
    ['/', signIn('/sign-in')],
    ['/incidents/3?tab=diff', signIn('/sign-in?next=%2Fincidents%2F3%3Ftab%3Ddiff')],
    ['/settings/people', signIn('/sign-in?next=%2Fsettings%2Fpeople')],
    ['/no-such-page', signIn('/sign-in?next=%2Fno-such-page')],
    ['/sign-in/other', signIn('/sign-in')],
    ['/sign-inx', signIn('/sign-in')],
    ['//evil.example', signIn('/sign-in')],
    ['/api/healthz', API],
    ['/api/readyz', API],
    ['/api/auth/csrf', API],
    ['/api/v1/me', API],
    ['/metrics', API],
    ['/metrics/x', signIn('/sign-in?next=%2Fmetrics%2Fx')],
    ['/api/flux-events/1', API],
    ['/api/flux-events', REFUSE],
    ['/api/flux-eventsx/1', REFUSE],
    ['/api', REFUSE],
    ['/api/', REFUSE],
    ['/api/debug', REFUSE],
    ['/api/healthz/x', REFUSE],
    ['/api/v1', REFUSE],
  ])('%s', (target, decision) => {
    expect(decideGate(target, false)).toEqual(decision);
  });
});

describe('with a session', () => {
  test.each<[string, GateDecision]>([
    ['/', PAGE],
    ['/no-such-page', PAGE],
    ['/sign-in', PAGE],
    ['/api/v1/me', API],
    ['/metrics', API],
    ['/api/debug', API],
  ])('%s', (target, decision) => {
    expect(decideGate(target, true)).toEqual(decision);
  });
});
