import { presentable, problemResponse } from '../api/problem.ts';
import { isSameOrigin } from '../api/same-origin.ts';
import { systemClock } from '../platform/clock.ts';
import { db } from '../platform/db.ts';
import { env } from '../platform/env.ts';
import { TidemarkError } from '../platform/errors.ts';
import { signInError } from './sign-in-errors.ts';
import { signOut } from './sign-out.ts';

/** What of next-auth is reachable: its session, log and provider lists have no use here, so they do not exist. */
const ACTIONS: Record<string, readonly string[]> = {
  GET: ['csrf', 'callback', 'signin', 'error'],
  POST: ['callback', 'signin', 'signout'],
};

/**
 * Puts next-auth's `handle` behind the manners of the REST interface: unused actions are 404, changes must come
 * from our own pages, and a refused password sign-in is a problem document with its status and Retry-After. A sign-out
 * ends the session on the server; next-auth only clears the cookie.
 *
 * @param path the part of the address after `/api/auth/`.
 */
export async function serveAuth(
  request: Request,
  path: readonly string[],
  handle: () => Promise<Response>,
): Promise<Response> {
  try {
    const [action = ''] = path;
    if (!ACTIONS[request.method]?.includes(action)) {
      throw new TidemarkError('not_found', 'There is nothing at this address.');
    }
    if (request.method === 'POST' && !isSameOrigin(request.headers, env().TIDEMARK_URL)) {
      throw new TidemarkError('forbidden', 'Sign in and out on the pages of the console.');
    }
    // Before the cookie is cleared, so that a sign-out that could not be kept is not taken for one.
    if (action === 'signout') await signOut({ db: db(), now: systemClock }, request.headers);
    const response = await handle();
    return action === 'callback' && path[1] === 'credentials' ? await explain(response) : response;
  } catch (error) {
    return problemResponse(presentable(error));
  }
}

/** next-auth answers a refusal with the address of an error page; its `error` parameter says what it was. */
async function explain(response: Response): Promise<Response> {
  const answer: unknown = await response.clone().json();
  const url = typeof answer === 'object' && answer !== null && 'url' in answer ? String(answer.url) : '';
  const search = URL.canParse(url, 'http://console.invalid')
    ? new URL(url, 'http://console.invalid').searchParams
    : null;
  if (response.ok && search !== null && !search.has('error') && !search.has('csrf')) return response;
  return problemResponse(signInError(search?.get('error') ?? null));
}
