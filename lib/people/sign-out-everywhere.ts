import { personOf } from '../audit/actor.ts';
import { recordAudit } from '../audit/record.ts';
import { endAllSessions } from '../auth/session-rows.ts';
import type { Context } from '../platform/context.ts';
import { inTransaction } from '../platform/db.ts';
import { invariant } from '../platform/errors.ts';

/** Ends every session of the caller, the one that asks too. */
export async function signOutEverywhere({ db, actor }: Context): Promise<void> {
  const userId = personOf(actor);
  invariant(userId !== null, 'a person signs out');
  await inTransaction(db, async (tx) => {
    const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    await endAllSessions(tx, userId);
    await recordAudit(tx, {
      actor,
      action: 'session.end_all',
      subjectType: 'user',
      subjectId: userId,
      summary: `${email} signed out everywhere`,
    });
  });
}
