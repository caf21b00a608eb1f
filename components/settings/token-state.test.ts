import { expect, it } from 'vitest';
import { tokenState } from './token-state.ts';

const at = (text: string) => Date.parse(text);
const expiresAt = '2026-02-01T00:00:00Z';

it.each([
  [{ revokedAt: null, expiresAt }, '2026-01-31T23:59:59Z', 'valid'],
  [{ revokedAt: null, expiresAt }, '2026-02-01T00:00:00Z', 'expired'],
  [{ revokedAt: '2026-01-02T00:00:00Z', expiresAt }, '2026-01-03T00:00:00Z', 'revoked'],
])('%j at %s is %s', (token, now, expected) => {
  expect(tokenState(token, at(now))).toBe(expected);
});
