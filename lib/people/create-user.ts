import { recordAudit } from '../audit/record.ts';
import { hashPassword } from '../auth/password.ts';
import type { UserBody, UserView } from '../contract/people.ts';
import type { Context } from '../platform/context.ts';
import { inTransaction } from '../platform/db.ts';
import { TidemarkError } from '../platform/errors.ts';
import { isUniqueViolation } from '../platform/prisma-errors.ts';
import { userView } from './user-view.ts';

/**
 * Adds an account. Without a password it can only sign in through single sign-on.
 *
 * @throws TidemarkError `conflict` when the e-mail address is taken.
 */
export async function createUser({ db, actor }: Context, body: UserBody): Promise<UserView> {
  const email = body.email.toLowerCase();
  const passwordHash = body.password === undefined ? null : await hashPassword(body.password);
  try {
    return await inTransaction(db, async (tx) => {
      const user = await tx.user.create({ data: { email, name: body.name, role: body.role, passwordHash } });
      await recordAudit(tx, {
        actor,
        action: 'user.create',
        subjectType: 'user',
        subjectId: user.id,
        summary: `Added ${email} as ${body.role}`,
      });
      return userView(user);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const message = 'already has an account';
    throw new TidemarkError('conflict', `${email} ${message}.`, { issues: [{ path: 'email', message }] });
  }
}
