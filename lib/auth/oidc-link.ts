import type { User } from '#generated/prisma/client.ts';
import { SYSTEM_ACTOR } from '../audit/actor.ts';
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../platform/context.ts';
import { inTransaction } from '../platform/db.ts';
import { TidemarkError } from '../platform/errors.ts';
import { startSession } from './session-rows.ts';

/** What the identity provider says of the person, from its signed ID token. */
export interface OidcIdentity {
  issuer: string;
  subject: string;
  email: string | null;
  emailVerified: boolean;
}

type OidcDecision =
  | { allow: true; user: User; link: boolean }
  | { allow: false; reason: 'unknown' | 'unverified' | 'disabled' | 'linked_elsewhere' };

/** The stored form of a subject: unique only together with its issuer (OpenID Connect Core §5.7). */
function subjectKey({ issuer, subject }: Pick<OidcIdentity, 'issuer' | 'subject'>): string {
  return `${issuer}#${subject}`;
}

/**
 * Whether the person may come in. An account is found by subject; one that was never linked, by an e-mail
 * address the provider has verified. Nobody gets an account by signing in: an admin makes it first.
 */
function decideOidc(identity: OidcIdentity, bySubject: User | null, byEmail: User | null): OidcDecision {
  const user = bySubject ?? byEmail;
  if (user === null) return { allow: false, reason: 'unknown' };
  if (user.disabledAt !== null) return { allow: false, reason: 'disabled' };
  if (bySubject !== null) return { allow: true, user, link: false };
  if (!identity.emailVerified) return { allow: false, reason: 'unverified' };
  return user.oidcSubject === null ? { allow: true, user, link: true } : { allow: false, reason: 'linked_elsewhere' };
}

/**
 * Signs a person in through the identity provider; on the first time, links the account.
 *
 * @returns the id of the session, or null: refused.
 */
export async function signInWithOidc(ctx: Pick<Context, 'db' | 'now'>, identity: OidcIdentity): Promise<string | null> {
  const { db } = ctx;
  const email = identity.email?.trim().toLowerCase() ?? null;
  const bySubject = await db.user.findUnique({ where: { oidcSubject: subjectKey(identity) } });
  const byEmail = email === null ? null : await db.user.findUnique({ where: { email } });
  const decision = decideOidc(identity, bySubject, byEmail);
  if (!decision.allow) {
    await recordAudit(db, {
      actor: SYSTEM_ACTOR,
      action: 'session.refuse',
      subjectType: 'user',
      subjectId: (bySubject ?? byEmail)?.id ?? 'unknown',
      summary: `Single sign-on as ${email ?? 'somebody without an e-mail address'} refused: ${decision.reason}`,
    });
    return null;
  }
  if (decision.link) await linkAccount(db, decision.user, identity);
  return await startSession(ctx, decision.user, 'with single sign-on');
}

async function linkAccount(db: Context['db'], user: User, identity: OidcIdentity): Promise<void> {
  await inTransaction(db, async (tx) => {
    const linked = await tx.user.updateMany({
      where: { id: user.id, oidcSubject: { equals: null } },
      data: { oidcSubject: subjectKey(identity) },
    });
    if (linked.count === 0) throw new TidemarkError('conflict', 'The account was linked by another sign-in just now.');
    await recordAudit(tx, {
      actor: { kind: 'user', userId: user.id },
      action: 'user.link',
      subjectType: 'user',
      subjectId: user.id,
      summary: `${user.email} linked to single sign-on at ${identity.issuer}`,
    });
  });
}
