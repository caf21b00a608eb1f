import type { AuthOptions } from 'next-auth';
import { z } from 'zod';
import { presentable } from '../api/problem.ts';
import { systemClock } from '../platform/clock.ts';
import { db } from '../platform/db.ts';
import { env, tellNextAuth } from '../platform/env.ts';
import { invariant, messageOf, TidemarkError } from '../platform/errors.ts';
import type { Logger } from '../platform/log.ts';
import { SESSION_MAX_AGE_SECONDS } from '../policy/access.ts';
import { clientAddress } from './client-address.ts';
import { safeNextPath } from './next-path.ts';
import { oidcSettings } from './oidc.ts';
import { signInWithOidc } from './oidc-link.ts';
import { oidcProvider } from './oidc-provider.ts';
import { type SessionClaims, servedOverTls, sessionCookieName, sessionSecret } from './session-token.ts';
import { signIn } from './sign-in.ts';
import { throttledError } from './sign-in-errors.ts';

const credentialsForm = z.object({ email: z.email().max(200), password: z.string().min(1).max(200) });

/**
 * How next-auth works here for one request: passwords or one OIDC provider, an encrypted cookie that names the
 * session and nothing else (session-token.ts), our own sign-in page.
 */
export function authOptions(log: Logger): AuthOptions {
  tellNextAuth();
  const ctx = { db: db(), now: systemClock };
  const secure = servedOverTls();
  const oidc = oidcSettings();
  // The sign-in that this request completes; what next-auth hands from step to step has no place for it.
  let startedSession: string | null = null;

  return {
    secret: sessionSecret(),
    session: { strategy: 'jwt', maxAge: SESSION_MAX_AGE_SECONDS },
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: sessionCookieName(secure),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      },
    },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      {
        id: 'credentials',
        type: 'credentials',
        name: 'Password',
        credentials: {},
        authorize: async (form, request) => {
          const credentials = credentialsForm.safeParse(form);
          if (!credentials.success) return null;
          const address = clientAddress(request.headers?.['x-forwarded-for'], env().TIDEMARK_TRUSTED_PROXIES);
          const result = await signIn(ctx, { ...credentials.data, address }).catch((error: unknown) => {
            throw presentable(error, log);
          });
          if (result.outcome === 'throttled') {
            throw new TidemarkError('rate_limited', throttledError(result.retryAfterSeconds));
          }
          if (result.outcome !== 'signed_in') return null;
          startedSession = result.sessionId;
          return { id: startedSession };
        },
      },
      ...(oidc === null ? [] : [oidcProvider(oidc)]),
    ],
    callbacks: {
      signIn: async ({ account, profile }) => {
        if (account?.type !== 'oauth' || oidc === null) return account?.type === 'credentials';
        const claims = oidcClaims.parse(profile);
        startedSession = await signInWithOidc(ctx, {
          issuer: oidc.issuer,
          subject: claims.sub,
          email: claims.email ?? null,
          emailVerified: claims.email_verified === true,
        });
        return startedSession === null ? '/sign-in?error=not_known' : true;
      },
      jwt: () => {
        invariant(startedSession !== null, 'a cookie is sealed for a session that was started');
        const signedInAt = Math.floor(ctx.now().getTime() / 1000);
        return { ...({ sessionId: startedSession, signedInAt } satisfies SessionClaims) };
      },
      redirect: ({ url, baseUrl }) => {
        const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
        return baseUrl + safeNextPath(path);
      },
    },
    // The code and the message only: the rest holds what the provider sent, tokens included.
    logger: {
      error: (code, metadata) => {
        const cause = metadata instanceof Error ? metadata : metadata.error;
        log.error({ code, reason: messageOf(cause) }, 'sign-in');
      },
      warn: (code) => log.warn({ code }, 'sign-in'),
      debug: () => undefined,
    },
  };
}

const oidcClaims = z.object({
  sub: z.string().min(1),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
});
