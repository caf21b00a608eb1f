import type { Prisma, User } from '#generated/prisma/client.ts';
import { personOf } from '../audit/actor.ts';
import { type AuditChanges, recordAudit } from '../audit/record.ts';
import { hashPassword } from '../auth/password.ts';
import { endAllSessions } from '../auth/session-rows.ts';
import type { UserPatch, UserView } from '../contract/people.ts';
import type { Context } from '../platform/context.ts';
import { inTransaction } from '../platform/db.ts';
import { TidemarkError } from '../platform/errors.ts';
import { fieldLabels } from '../policy/field-labels.ts';
import { refuseUserChange } from './rules.ts';
import { userView } from './user-view.ts';

/**
 * Renames an account, changes its role, gives it a new password, disables or enables it. A new role acts on the
 * next request; a new password or disabling ends every session of the account.
 *
 * @throws TidemarkError `not_found`, or `conflict` when a rule keeps the change from happening (rules.ts).
 */
export async function updateUser({ db, now, actor }: Context, userId: number, patch: UserPatch): Promise<UserView> {
  const passwordHash = patch.password === undefined ? undefined : await hashPassword(patch.password);
  return await inTransaction(db, async (tx) => {
    const activeAdminIds = await lockActiveAdmins(tx);
    const user = await tx.user.findUnique({ where: { id: userId } });
    if (user === null) throw new TidemarkError('not_found', `There is no account ${userId}.`);
    const refusal = refuseUserChange({ actorId: personOf(actor), target: user, activeAdminIds }, patch);
    if (refusal !== null) throw new TidemarkError('conflict', refusal);

    const disables = patch.disabled === true && user.disabledAt === null;
    const data: Prisma.UserUpdateInput = {
      name: patch.name,
      role: patch.role,
      passwordHash,
      disabledAt: patch.disabled === undefined ? undefined : patch.disabled ? (user.disabledAt ?? now()) : null,
    };
    const updated = await tx.user.update({ where: { id: userId }, data });
    if (disables || passwordHash !== undefined) await endAllSessions(tx, userId);
    const changes = changesBetween(user, updated);
    if (Object.keys(changes).length > 0) {
      await recordAudit(tx, {
        actor,
        action: 'user.update',
        subjectType: 'user',
        subjectId: userId,
        summary: `Changed ${fieldLabels(changes)} of ${user.email}`,
        changes,
      });
    }
    return userView(updated);
  });
}

/** Locks the rows, so that two admins who demote each other at the same moment take turns. */
async function lockActiveAdmins(tx: Prisma.TransactionClient): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM user_account WHERE role = 'admin' AND disabled_at IS NULL ORDER BY id FOR UPDATE`;
  return rows.map(({ id }) => id);
}

function changesBetween(before: User, after: User): AuditChanges {
  const shown = (user: User) => ({ name: user.name, role: user.role, disabled: user.disabledAt !== null });
  const [old, fresh] = [shown(before), shown(after)];
  const changes: AuditChanges = {};
  for (const field of ['name', 'role', 'disabled'] as const) {
    if (old[field] !== fresh[field]) changes[field] = { from: old[field], to: fresh[field] };
  }
  if (before.passwordHash !== after.passwordHash) changes.password = { from: '(hidden)', to: '(changed)' };
  return changes;
}
