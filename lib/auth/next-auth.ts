import type { AuthOptions } from 'next-auth';
import { z } from 'zod';
import { presentable } from '../api/problem.ts';
import { systemClock } from '../platform/clock.ts';
import { db } from '../platform/db.ts';
import { env, tellNextAuth } from '../platform/env.ts';
import { messageOf, TidemarkError } from '../platform/errors.ts';
import type { Logger } from '../platform/log.ts';
import { SESSION_MAX_AGE_SECONDS } from '../policy/access.ts';
import { clientAddress } from './client-address.ts';
import { safeNextPath } from './next-path.ts';
import { noteSignOut } from './note-sign-out.ts';
import { oidcSettings } from './oidc.ts';
import { signInWithOidc, subjectKey, userOfSubject } from './oidc-link.ts';
import { oidcProvider } from './oidc-provider.ts';
import { parseClaims, type SessionClaims, servedOverTls, sessionCookieName, sessionSecret } from './session-token.ts';
import { signIn } from './sign-in.ts';
import { throttledError } from './sign-in-errors.ts';

const credentialsForm = z.object({ email: z.email().max(200), password: z.string().min(1).max(200) });

/**
 * How next-auth works here: passwords or one OIDC provider, an encrypted cookie that names the person and the
 * session epoch and nothing else (session-token.ts), our own sign-in page.
 */
export function authOptions(log: Logger): AuthOptions {
  tellNextAuth();
  const ctx = { db: db(), now: systemClock };
  const secure = servedOverTls();
  const oidc = oidcSettings();
  const oidcUserOf = (subject: string) => userOfSubject(ctx.db, subjectKey({ issuer: oidc?.issuer ?? '', subject }));

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
          return result.outcome === 'signed_in' ? { id: String(result.user.id) } : null;
        },
      },
      ...(oidc === null ? [] : [oidcProvider(oidc)]),
    ],
    callbacks: {
      signIn: async ({ account, profile }) => {
        if (account?.type !== 'oauth' || oidc === null) return account?.type === 'credentials';
        const claims = oidcClaims.parse(profile);
        const user = await signInWithOidc(ctx, {
          issuer: oidc.issuer,
          subject: claims.sub,
          email: claims.email ?? null,
          emailVerified: claims.email_verified === true,
        });
        return user === null ? '/sign-in?error=not_known' : true;
      },
      jwt: async ({ token, user, account }) => {
        if (account === null) return token;
        const person =
          account.type === 'oauth'
            ? await oidcUserOf(account.providerAccountId)
            : await ctx.db.user.findUnique({ where: { id: Number(user.id) } });
        if (person === null) throw new TidemarkError('unauthenticated', 'The account went away during sign-in.');
        const signedInAt = Math.floor(ctx.now().getTime() / 1000);
        return { ...({ userId: person.id, epoch: person.sessionEpoch, signedInAt } satisfies SessionClaims) };
      },
      redirect: ({ url, baseUrl }) => {
        const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
        return baseUrl + safeNextPath(path);
      },
    },
    events: {
      signOut: async ({ token }) => {
        const claims = parseClaims(token);
        if (claims !== null) await noteSignOut(ctx.db, claims.userId);
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
