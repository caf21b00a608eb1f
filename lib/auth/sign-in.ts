import type { User } from '#generated/prisma/client.ts';
import { SYSTEM_ACTOR } from '../audit/actor.ts';
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../platform/context.ts';
import { verifyPassword } from './password.ts';
import { startSession } from './session-rows.ts';
import { type Attempt, admitAttempt, forgiveAttempts } from './throttle.ts';

interface Credentials {
  email: string;
  password: string;
  /** Network address of the caller. */
  address: string;
}

export type SignInResult =
  | { outcome: 'signed_in'; sessionId: string }
  | { outcome: 'refused' }
  | { outcome: 'throttled'; retryAfterSeconds: number };

/**
 * Checks a password sign-in. An unknown account, a wrong password, an account without a password and a disabled
 * one are refused alike and after the same work. Every result is in the audit log, never with the password.
 */
export async function signIn(
  { db, now }: Pick<Context, 'db' | 'now'>,
  credentials: Credentials,
): Promise<SignInResult> {
  const attempt: Attempt = { email: credentials.email.trim().toLowerCase(), address: credentials.address };
  const admission = await admitAttempt(db, attempt);
  const user = await db.user.findUnique({ where: { email: attempt.email } });
  const audit = auditOf(attempt, user);
  if (!admission.admitted) {
    const { retryAfterSeconds } = admission;
    if (admission.first) await recordAudit(db, audit('session.throttle', `throttled for ${retryAfterSeconds} s`));
    return { outcome: 'throttled', retryAfterSeconds };
  }
  const fits = await verifyPassword(credentials.password, user?.passwordHash ?? null);
  const sessionId =
    user && fits ? await startSession({ db, now }, user, `with a password from ${attempt.address}`) : null;
  if (sessionId === null) {
    await recordAudit(db, audit('session.refuse', user?.disabledAt ? 'refused: account disabled' : 'refused'));
    return { outcome: 'refused' };
  }
  await forgiveAttempts(db, attempt, now());
  return { outcome: 'signed_in', sessionId };
}

function auditOf({ email, address }: Attempt, user: User | null) {
  return (action: string, outcome: string) => ({
    actor: SYSTEM_ACTOR,
    action,
    subjectType: 'user',
    subjectId: user?.id ?? 'unknown',
    summary: `Sign-in as ${email} from ${address} ${outcome}`,
  });
}
