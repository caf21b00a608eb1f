import type { Context } from '../platform/context.ts';
import { cookieValue } from './cookies.ts';
import { endSession } from './session-rows.ts';
import { openSessionToken, sessionCookieName, sessionSecret } from './session-token.ts';

/** Ends the session whose cookie a request carries, where it carries one. */
export async function signOut({ db, now }: Pick<Context, 'db' | 'now'>, headers: Headers): Promise<void> {
  const cookie = cookieValue(headers.get('cookie'), sessionCookieName());
  const claims = await openSessionToken(cookie, sessionSecret(), now());
  if (claims !== null) await endSession(db, claims.sessionId);
}
