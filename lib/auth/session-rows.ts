import type { User } from '#generated/prisma/client.ts';
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../platform/context.ts';
import { type Db, inTransaction } from '../platform/db.ts';
import { SESSION_MAX_AGE_SECONDS } from '../policy/access.ts';

/**
 * Starts a session of `user`, whose right to one was just checked, and writes it down on the account and in the audit
 * log. Rows of sessions that lasted their time are swept out on the way.
 *
 * @param user the account as it was read for the check.
 * @param how for the log: `with a password from 192.0.2.1`.
 * @returns the id of the session, or null where the account was disabled or got another password since it was read.
 */
export async function startSession(
  { db, now }: Pick<Context, 'db' | 'now'>,
  user: Pick<User, 'id' | 'email' | 'passwordHash'>,
  how: string,
): Promise<string | null> {
  const startedAt = now();
  return await inTransaction(db, async (tx) => {
    // Waits for a change of the account that is under way, as that one ends all sessions there are.
    const unchanged = await tx.user.updateMany({
      where: { id: user.id, passwordHash: user.passwordHash, disabledAt: null },
      data: { lastSignInAt: startedAt },
    });
    if (unchanged.count === 0) return null;
    const oldest = new Date(startedAt.getTime() - SESSION_MAX_AGE_SECONDS * 1000);
    await tx.session.deleteMany({ where: { startedAt: { lt: oldest } } });
    const session = await tx.session.create({ data: { userId: user.id, startedAt } });
    await recordAudit(tx, {
      actor: { kind: 'user', userId: user.id },
      action: 'session.start',
      subjectType: 'user',
      subjectId: user.id,
      summary: `${user.email} signed in ${how}`,
    });
    return session.id;
  });
}

/** Signs out: ends one session for good, whoever else holds a copy of its cookie. One that ended before is left alone. */
export async function endSession(db: Context['db'], sessionId: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const session = await tx.session.findUnique({ where: { id: sessionId }, include: { user: true } });
    const ended = await tx.session.deleteMany({ where: { id: sessionId } });
    if (session === null || ended.count === 0) return;
    await recordAudit(tx, {
      actor: { kind: 'user', userId: session.userId },
      action: 'session.end',
      subjectType: 'user',
      subjectId: session.userId,
      summary: `${session.user.email} signed out`,
    });
  });
}

/**
 * Ends every session of a person. Within a change of their account: after the account's row was written, so that no
 * session starts in between (see `startSession`).
 */
export async function endAllSessions(tx: Db, userId: number): Promise<void> {
  await tx.session.deleteMany({ where: { userId } });
}
