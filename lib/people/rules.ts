import type { UserPatch } from '../contract/people.ts';
import type { Role } from '../policy/permissions.ts';

interface ChangeFacts {
  /** Who changes; null for Tidemark itself. */
  actorId: number | null;
  target: { id: number; role: Role };
  /** Every admin who can sign in. */
  activeAdminIds: readonly number[];
}

/**
 * Why a change to an account may not happen, or null. Two rules keep people from locking everybody out:
 * nobody changes what they themselves may do, and one admin always remains.
 */
export function refuseUserChange({ actorId, target, activeAdminIds }: ChangeFacts, patch: UserPatch): string | null {
  const changesRole = patch.role !== undefined && patch.role !== target.role;
  const disables = patch.disabled === true;
  if (actorId === target.id) {
    if (changesRole) return 'You cannot change your own role; ask another admin.';
    if (disables) return 'You cannot disable your own account; ask another admin.';
    if (patch.password !== undefined) return 'Change your own password on your account page, with the present one.';
  }
  const isLastAdmin = activeAdminIds.length === 1 && activeAdminIds[0] === target.id;
  if (isLastAdmin && (changesRole || disables)) {
    return 'This is the last active admin. Make another one first.';
  }
  return null;
}
