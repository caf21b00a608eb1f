import type { PrismaClient } from '#generated/prisma/client.ts';
import { SYSTEM_ACTOR } from '../audit/actor.ts';
import { recordAudit } from '../audit/record.ts';
import { hashPassword, randomPassword } from '../auth/password.ts';
import { inTransaction } from '../platform/db.ts';
import { GENERATED_PASSWORD_BYTES } from '../policy/access.ts';

interface FirstAdmin {
  email: string;
  /** Left out: one is generated. */
  password?: string | undefined;
}

/**
 * Makes the first account, an admin, in a database that has none.
 *
 * @returns the login to tell the person who started Tidemark, or null when there is an account already.
 *   `password` is null where it was given and needs no telling.
 */
export async function ensureFirstAdmin(
  db: PrismaClient,
  { email, password }: FirstAdmin,
): Promise<{ email: string; password: string | null } | null> {
  if ((await db.user.count()) > 0) return null;
  const generated = password === undefined ? randomPassword(GENERATED_PASSWORD_BYTES) : null;
  const passwordHash = await hashPassword(password ?? generated ?? '');
  const address = email.toLowerCase();
  const created = await inTransaction(db, async (tx) => {
    // Two first starts at once: the second waits here and then finds the account.
    await tx.$executeRaw`LOCK TABLE user_account IN SHARE ROW EXCLUSIVE MODE`;
    if ((await tx.user.count()) > 0) return false;
    const user = await tx.user.create({ data: { email: address, name: 'Admin', role: 'admin', passwordHash } });
    await recordAudit(tx, {
      actor: SYSTEM_ACTOR,
      action: 'user.create',
      subjectType: 'user',
      subjectId: user.id,
      summary: `First start: added ${address} as admin`,
    });
    return true;
  });
  return created ? { email: address, password: generated } : null;
}
