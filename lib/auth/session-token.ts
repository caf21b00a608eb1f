import { decode } from 'next-auth/jwt';
import { z } from 'zod';
import { type Env, env } from '../platform/env.ts';
import { TidemarkError } from '../platform/errors.ts';
import { SESSION_MAX_AGE_SECONDS } from '../policy/access.ts';

const sessionClaims = z.object({
  /** Id of the session's row, which says whose it is. */
  sessionId: z.uuid(),
  /** Seconds since 1970. */
  signedInAt: z.int().positive(),
});

/** What the encrypted session cookie says; everything else is read from the database on each request. */
export type SessionClaims = z.infer<typeof sessionClaims>;

/** Whether the console is reached over TLS, so that cookies can be bound to it. */
export function servedOverTls(from: Env = env()): boolean {
  return from.TIDEMARK_URL?.startsWith('https://') ?? false;
}

/** Name of the session cookie; the prefix makes browsers refuse it without `Secure`. */
export function sessionCookieName(secure: boolean = servedOverTls()): string {
  return `${secure ? '__Secure-' : ''}tidemark.session`;
}

/** The secret that seals session cookies. @throws TidemarkError `misconfigured` when it is not set. */
export function sessionSecret(from: Env = env()): string {
  if (from.TIDEMARK_SECRET === undefined) {
    throw new TidemarkError(
      'misconfigured',
      'TIDEMARK_SECRET is not set, so nobody can sign in. `npm start` makes one in the data folder; elsewhere set it to at least 32 random characters (`openssl rand -base64 32`), the same for every console.',
    );
  }
  return from.TIDEMARK_SECRET;
}

/** Opens a session cookie; null when it is forged, broken, or signed in longer ago than a session lasts. */
export async function openSessionToken(
  cookie: string | undefined,
  secret: string,
  now: Date,
): Promise<SessionClaims | null> {
  if (cookie === undefined || cookie === '') return null;
  const claims = sessionClaims.safeParse(await decode({ token: cookie, secret }).catch(() => null));
  if (!claims.success) return null;
  return now.getTime() / 1000 - claims.data.signedInAt < SESSION_MAX_AGE_SECONDS ? claims.data : null;
}
