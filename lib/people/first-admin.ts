import type { PrismaClient } from '#generated/prisma/client.ts';
import { SYSTEM_ACTOR } from '../audit/actor.ts';
import { recordAudit } from '../audit/record.ts';
import { hashPassword, randomPassword } from '../auth/password.ts';
import { type Db, inTransaction } from '../platform/db.ts';
import { GENERATED_PASSWORD_BYTES } from '../policy/access.ts';

interface FirstAdmin {
  email: string;
  /** Left out: one is generated. */
  password?: string | undefined;
}

/** What the person who started Tidemark signs in with. */
interface FirstLogin {
  email: string;
  password: string | null;
  /** Whether the account was there already, never used. */
  renewed: boolean;
}

/**
 * Makes the first account, an admin, in a database that has none. While nobody has ever signed in, the only account
 * gets a new password, so that a first start that broke off before the login was read locks nobody out.
 *
 * @returns the login to tell the person who started Tidemark, or null once somebody has signed in.
 *   `password` is null where it was given and needs no telling.
 */
export async function ensureFirstAdmin(db: PrismaClient, { email, password }: FirstAdmin): Promise<FirstLogin | null> {
  const before = await unusedLogin(db);
  if (before === 'used') return null;
  const generated = password === undefined ? randomPassword(GENERATED_PASSWORD_BYTES) : null;
  const passwordHash = await hashPassword(password ?? generated ?? '');
  const address = email.toLowerCase();
  const made = await inTransaction(db, async (tx) => {
    // Two first starts at once: the second waits here, finds the other's login and leaves it as it was told.
    await tx.$executeRaw`LOCK TABLE user_account IN SHARE ROW EXCLUSIVE MODE`;
    const current = await unusedLogin(tx);
    if (current === 'used' || current?.passwordHash !== before?.passwordHash) return false;
    const user = await tx.user.upsert({
      where: { id: current?.id ?? 0 },
      create: { email: address, name: 'Admin', role: 'admin', passwordHash },
      update: { email: address, passwordHash },
    });
    await recordAudit(tx, {
      actor: SYSTEM_ACTOR,
      action: current === null ? 'user.create' : 'user.renew_login',
      subjectType: 'user',
      subjectId: user.id,
      summary: `First start: ${current === null ? 'added' : 'renewed the unused login of'} ${address} as admin`,
    });
    return true;
  });
  return made ? { email: address, password: generated, renewed: before !== null } : null;
}

/** The only account while nobody has signed in with it, null where there is none yet. */
async function unusedLogin(db: Db): Promise<{ id: number; passwordHash: string | null } | null | 'used'> {
  const users = await db.user.findMany({ take: 2, select: { id: true, passwordHash: true, lastSignInAt: true } });
  const [only] = users;
  if (only === undefined) return null;
  return users.length === 1 && only.lastSignInAt === null ? only : 'used';
}
