import { personOf } from '../audit/actor.ts';
import { recordAudit } from '../audit/record.ts';
import { hashPassword, verifyPassword } from '../auth/password.ts';
import { endAllSessions } from '../auth/session-rows.ts';
import { admitAttempt, forgiveAttempts } from '../auth/throttle.ts';
import type { ChangePasswordBody } from '../contract/people.ts';
import type { Context } from '../platform/context.ts';
import { inTransaction } from '../platform/db.ts';
import { invariant, TidemarkError } from '../platform/errors.ts';

/** Stands for the network address in the throttle: the limit is on the account, wherever its session is used. */
const FROM_SESSION = 'session';

/**
 * Changes the caller's own password. Every session ends, this one too, so that a stolen one dies with the old
 * password. Guesses at the present password are throttled like sign-ins.
 *
 * @throws TidemarkError `invalid_input` (present password wrong, or none set), `rate_limited`.
 */
export async function changePassword({ db, now, actor }: Context, body: ChangePasswordBody): Promise<void> {
  const userId = personOf(actor);
  invariant(userId !== null, 'a person changes their password');
  const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
  const attempt = { email: user.email, address: FROM_SESSION };
  const admission = await admitAttempt(db, attempt);
  if (!admission.admitted) {
    const { retryAfterSeconds } = admission;
    throw new TidemarkError('rate_limited', 'Too many attempts. Try again later.', { retryAfterSeconds });
  }
  if (!(await verifyPassword(body.current, user.passwordHash))) {
    const message = user.passwordHash === null ? 'this account has no password' : 'is not your present password';
    throw new TidemarkError('invalid_input', `The present password does not fit: ${message}.`, {
      issues: [{ path: 'current', message }],
    });
  }
  await forgiveAttempts(db, attempt, now());
  const passwordHash = await hashPassword(body.next);
  await inTransaction(db, async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await endAllSessions(tx, userId);
    await recordAudit(tx, {
      actor,
      action: 'user.password',
      subjectType: 'user',
      subjectId: userId,
      summary: `${user.email} changed their password`,
    });
  });
}
