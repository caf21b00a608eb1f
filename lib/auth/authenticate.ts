import type { Db } from '../platform/db.ts';
import { TidemarkError } from '../platform/errors.ts';
import { cookieValue } from './cookies.ts';
import type { Principal } from './principal.ts';
import { principalOfSession } from './session-principal.ts';
import { sessionCookieName } from './session-token.ts';
import { principalOfToken } from './token-principal.ts';
import { bearerToken } from './token-secret.ts';

/**
 * Who sent a request. An Authorization header decides alone: a bad token is never rescued by a cookie.
 *
 * @throws TidemarkError `unauthenticated` when nobody valid did.
 */
export async function authenticate(db: Db, headers: Headers, now: Date): Promise<Principal> {
  const authorization = headers.get('authorization');
  if (authorization !== null) return await byToken(db, authorization, now);
  const principal = await principalOfSession(db, cookieValue(headers.get('cookie'), sessionCookieName()), now);
  if (principal === null) {
    throw new TidemarkError('unauthenticated', 'Sign in, or send an API token as Authorization: Bearer tdm_….');
  }
  return principal;
}

async function byToken(db: Db, authorization: string, now: Date): Promise<Principal> {
  const secret = bearerToken(authorization);
  const principal = secret === null ? null : await principalOfToken(db, secret, now);
  if (principal === null) {
    throw new TidemarkError('unauthenticated', 'The API token is unknown, expired or revoked. Make a new one.');
  }
  return principal;
}
