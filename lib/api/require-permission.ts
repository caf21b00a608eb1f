import type { Principal } from '../auth/principal.ts';
import { TidemarkError } from '../platform/errors.ts';
import type { Permission } from '../policy/permissions.ts';

/** @throws TidemarkError `forbidden` unless `principal` may do `what`. */
export function requirePermission(what: Permission, { actor, permissions, person }: Principal): void {
  if (permissions.includes(what)) return;
  const holder = actor.kind === 'token' ? 'This API token' : `Your role (${person.role})`;
  throw new TidemarkError('forbidden', `${holder} does not include the permission ${what}.`);
}
