import { type APIRequestContext, expect, request } from '@playwright/test';
import { REQUESTED_WITH } from '#lib/api/same-origin.ts';

export interface Login {
  email: string;
  password: string;
}

/** What the console's own pages send with every call. */
export const CONSOLE_HEADERS = { [REQUESTED_WITH.header]: REQUESTED_WITH.value };

/** Signs in as the sign-in page does and keeps the session cookie in a file. */
export async function saveSession(baseURL: string, login: Login, path: string): Promise<void> {
  const context = await request.newContext({ baseURL, extraHTTPHeaders: CONSOLE_HEADERS });
  await postLogin(context, login);
  await context.storageState({ path });
  await context.dispose();
}

async function postLogin(context: APIRequestContext, login: Login): Promise<void> {
  const { csrfToken } = await (await context.get('/api/auth/csrf')).json();
  const answer = await context.post('/api/auth/callback/credentials', { form: { ...login, csrfToken, json: 'true' } });
  expect(answer.ok(), await answer.text()).toBe(true);
}
