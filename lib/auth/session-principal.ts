import type { Db } from '../platform/db.ts';
import { permissionsOf } from '../policy/permissions.ts';
import type { Principal } from './principal.ts';
import { openSessionToken, sessionSecret } from './session-token.ts';

/**
 * The person behind a session cookie, as they are now: the account is read on every request together with the
 * session, so that a new role, a disabled account or an ended session acts at once. Null when there is no valid session.
 */
export async function principalOfSession(db: Db, cookie: string | undefined, now: Date): Promise<Principal | null> {
  const claims = await openSessionToken(cookie, sessionSecret(), now);
  if (claims === null) return null;
  const user = await db.user.findFirst({ where: { disabledAt: null, sessions: { some: { id: claims.sessionId } } } });
  if (user === null) return null;
  return {
    actor: { kind: 'user', userId: user.id },
    person: { id: user.id, name: user.name, email: user.email, role: user.role },
    permissions: permissionsOf(user.role),
  };
}
