import { cookies, headers } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import { cache } from 'react';
import { systemClock } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { db } from '../platform/db.ts';
import type { Permission } from '../policy/permissions.ts';
import { PATH_HEADER, signInPath } from './next-path.ts';
import type { Principal } from './principal.ts';
import { principalOfSession } from './session-principal.ts';
import { sessionCookieName } from './session-token.ts';

/** The signed-in person of the page being rendered, read once per request; null when nobody is. */
export const currentPrincipal = cache(async (): Promise<Principal | null> => {
  const cookie = (await cookies()).get(sessionCookieName())?.value;
  return await principalOfSession(db(), cookie, systemClock());
});

/**
 * What a page needs to read: call it first in every server component that shows data. Without a session it
 * redirects to the sign-in page and back; without `permission` it renders the 403 page.
 */
export async function requireUser(permission: Permission = 'view'): Promise<{ ctx: Context; principal: Principal }> {
  const principal = await currentPrincipal();
  if (principal === null) redirect(signInPath((await headers()).get(PATH_HEADER)));
  if (!principal.permissions.includes(permission)) forbidden();
  return { ctx: { db: db(), now: systemClock, actor: principal.actor }, principal };
}
