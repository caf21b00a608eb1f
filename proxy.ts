import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { refuseMethod } from '#lib/api/methods.ts';
import { problemResponse } from '#lib/api/problem.ts';
import { API_POLICY, pagePolicy, securityHeaders } from '#lib/api/security-headers.ts';
import { decideGate } from '#lib/auth/gate.ts';
import { PATH_HEADER } from '#lib/auth/next-path.ts';
import { openSessionToken, servedOverTls, sessionCookieName, sessionSecret } from '#lib/auth/session-token.ts';
import { systemClock } from '#lib/platform/clock.ts';
import { env } from '#lib/platform/env.ts';
import { assertNever, TidemarkError } from '#lib/platform/errors.ts';

/** Runs before every page and route: turns away those without a session and sets the security headers. */
export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname, search } = request.nextUrl;
  const cookie = request.cookies.get(sessionCookieName())?.value;
  const session = await openSessionToken(cookie, sessionSecret(), systemClock());
  const decision = decideGate(pathname + search, session !== null);
  const overTls = servedOverTls();

  const apiHeaders = securityHeaders(API_POLICY, overTls);

  switch (decision.kind) {
    case 'redirect':
      return withHeaders(NextResponse.redirect(new URL(decision.to, request.nextUrl)), apiHeaders);
    case 'refuse':
      return withHeaders(problemResponse(new TidemarkError('unauthenticated', 'Sign in first.')), apiHeaders);
    case 'api':
      return withHeaders(refuseMethod(request.method, pathname) ?? NextResponse.next(), apiHeaders);
    case 'page':
      return page(request, overTls);
    default:
      return assertNever(decision);
  }
}

/** Lets a page through with a fresh nonce, which Next reads from the policy and puts on its own scripts. */
function page(request: NextRequest, overTls: boolean): Response {
  const nonce = randomBytes(16).toString('base64');
  const policy = pagePolicy({ nonce, overTls, development: env().NODE_ENV === 'development' });
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('Content-Security-Policy', policy);
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  return withHeaders(NextResponse.next({ request: { headers } }), securityHeaders(policy, overTls));
}

function withHeaders(response: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

export const config = {
  // Next reads this without running it, so it must be a literal: everything but built files and the icon.
  matcher: ['/((?!_next/static/|_next/image|favicon\\.ico$|icon\\.svg$).*)'],
};
