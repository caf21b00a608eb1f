import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, vi } from 'vitest';
import type { User } from '#generated/prisma/client.ts';
import { type SessionClaims, sessionCookieName } from '../auth/session-token.ts';
import { API_ROOT } from '../contract/paths.ts';
import { db } from '../platform/db.ts';
import type { TestDatabase } from './database.ts';

const SECRET = 'a secret that only the tests know of';

type RouteHandler = (request: Request, segment: { params: Promise<Record<string, string>> }) => Promise<Response>;

interface Call {
  method?: string;
  /** Path and query below /api/v1. */
  path?: string;
  params?: Record<string, string>;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
}

/** Points the process-wide configuration of the calling test file at `database`, as the console would be. */
export function consoleOn(database: TestDatabase, env: Record<string, string> = {}): void {
  beforeAll(() => {
    const variables = { DATABASE_URL: database.url, TIDEMARK_SECRET: SECRET, TIDEMARK_LOG_LEVEL: 'silent', ...env };
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  });
  afterAll(async () => {
    await db().$disconnect();
    vi.unstubAllEnvs();
  });
}

/** Calls a route handler as Next would. */
export function callRoute(handler: RouteHandler, { method = 'GET', path = '/', params = {}, headers, body }: Call) {
  const request = new Request(`http://console.test${API_ROOT}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return handler(request, { params: Promise.resolve(params) });
}

/** Headers that the console's own pages send for `user`, signed in `ageSeconds` ago; needs `consoleOn`. */
export async function signedIn(user: Pick<User, 'id'>, ageSeconds = 0): Promise<Record<string, string>> {
  const signedInAt = Math.floor(Date.now() / 1000) - ageSeconds;
  const session = await db().session.create({ data: { userId: user.id, startedAt: new Date(signedInAt * 1000) } });
  const token = { sessionId: session.id, signedInAt } satisfies SessionClaims;
  const cookie = await encode({ token, secret: SECRET });
  return { cookie: `other=1; ${sessionCookieName(false)}=${cookie}`, 'x-requested-with': 'tidemark' };
}
