import type { TokenView } from '#lib/contract/people.ts';

type TokenState = 'valid' | 'expired' | 'revoked';

/** Whether a token still opens anything at `nowMs`. */
export function tokenState(token: Pick<TokenView, 'revokedAt' | 'expiresAt'>, nowMs: number): TokenState {
  if (token.revokedAt !== null) return 'revoked';
  return Date.parse(token.expiresAt) <= nowMs ? 'expired' : 'valid';
}
