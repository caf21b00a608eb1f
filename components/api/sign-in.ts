import { z } from 'zod';
import { notifyProblem } from './notify-problem.ts';
import { ApiProblem, problemOf } from './problem.ts';

const AUTH_ROOT = '/api/auth';

const redirectAnswer = z.object({ url: z.string() });
const csrfAnswer = z.object({ csrfToken: z.string() });

export type SignInOutcome = { ok: true } | { ok: false; message: string; retryAfterSeconds: number | null };

/** Signs in with a password; on success the session cookie is set. Never throws for a refused sign-in. */
export async function signInWithPassword(credentials: { email: string; password: string }): Promise<SignInOutcome> {
  try {
    await post('/callback/credentials', credentials);
    return { ok: true };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return { ok: false, message: error.message, retryAfterSeconds: error.retryAfterSeconds };
  }
}

/** Leaves for the single sign-on provider, which leads back to `next`. @throws ApiProblem */
export async function startSingleSignOn(next: string): Promise<void> {
  window.location.assign(await post('/signin/oidc', { callbackUrl: next }));
}

/** Ends the session of this browser and shows the sign-in page; where it could not be ended, says so and stays. */
export async function signOut(): Promise<void> {
  try {
    await post('/signout', {});
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return notifyProblem(error);
  }
  window.location.assign('/sign-in');
}

/** Posts a form to next-auth with its own CSRF token; returns the address it leads to. */
async function post(path: string, fields: Record<string, string>): Promise<string> {
  const { csrfToken } = csrfAnswer.parse(await (await send('/csrf', { method: 'GET' })).json());
  const response = await send(path, {
    method: 'POST',
    headers: { 'X-Requested-With': 'tidemark' },
    body: new URLSearchParams({ ...fields, csrfToken, json: 'true' }),
  });
  return redirectAnswer.parse(await response.json()).url;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(AUTH_ROOT + path, { ...init, credentials: 'same-origin' });
  } catch (cause) {
    throw ApiProblem.unreachable(cause);
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}
