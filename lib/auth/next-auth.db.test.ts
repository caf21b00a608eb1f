import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createLogger } from '../platform/log.ts';
import { consoleOn } from '../testing/api.ts';
import { testDatabase } from '../testing/database.ts';
import { makeUser } from '../testing/factories.ts';
import { authenticate } from './authenticate.ts';
import { hashPassword } from './password.ts';
import { type AuthBrowser, authBrowser } from './testing/browser.ts';
import { type OidcServer, startOidcServer } from './testing/oidc-server.ts';

const database = testDatabase();
consoleOn(database);
const CONSOLE = 'http://console.test';
const CLIENT = 'tidemark';
const CHEAP = { N: 2 ** 10, r: 8, p: 1 };

let provider: OidcServer;
beforeAll(async () => {
  provider = await startOidcServer(CLIENT);
  vi.stubEnv('TIDEMARK_URL', CONSOLE);
  vi.stubEnv('TIDEMARK_OIDC_ISSUER', provider.issuer);
  vi.stubEnv('TIDEMARK_OIDC_CLIENT_ID', CLIENT);
  vi.stubEnv('TIDEMARK_OIDC_CLIENT_SECRET', 'unchecked');
});
afterAll(() => provider[Symbol.asyncDispose]());

const fresh = () => authBrowser(createLogger('console'));
const whoIn = (browser: AuthBrowser) =>
  authenticate(database.db, new Headers({ cookie: browser.cookies() }), new Date());

test('a password opens a session of its own in each browser', async () => {
  const user = await makeUser(database.db, { passwordHash: await hashPassword('correct horse battery', CHEAP) });
  const browsers = [fresh(), fresh()];
  for (const browser of browsers) {
    const form = { email: user.email, password: 'correct horse battery' };
    expect(await browser.post('callback/credentials', form)).not.toContain('error');
    expect((await whoIn(browser)).person.id).toBe(user.id);
  }
  expect(await database.db.session.count({ where: { userId: user.id } })).toBe(2);
});

test('a wrong password sets no session cookie', async () => {
  const browser = fresh();
  const form = { email: 'nobody@example.test', password: 'a guess' };
  expect(await browser.post('callback/credentials', form)).toContain('error=CredentialsSignin');
  expect(browser.cookies()).not.toContain('tidemark.session');
});

test('single sign-on opens a session of the linked account and leads to the page that was asked for', async () => {
  const user = await makeUser(database.db);
  const browser = fresh();
  const authorize = await browser.post('signin/oidc', { callbackUrl: '/runs' });
  const back = provider.enter(authorize, { sub: 'one', email: user.email, email_verified: true });
  expect(await browser.get(`callback/oidc${back.search}`)).toBe(`${CONSOLE}/runs`);
  expect((await whoIn(browser)).person.id).toBe(user.id);
});

test('whom the provider knows and the console does not is sent back without a session', async () => {
  const browser = fresh();
  const authorize = await browser.post('signin/oidc', { callbackUrl: '/' });
  const back = provider.enter(authorize, { sub: 'two', email: 'stranger@example.test', email_verified: true });
  expect(await browser.get(`callback/oidc${back.search}`)).toBe('/sign-in?error=not_known');
  expect(browser.cookies()).not.toContain('tidemark.session');
});

test('a code that another browser asked for signs nobody in', async () => {
  const user = await makeUser(database.db);
  const authorize = await fresh().post('signin/oidc', { callbackUrl: '/' });
  const back = provider.enter(authorize, { sub: 'three', email: user.email, email_verified: true });
  const other = fresh();
  expect(await other.get(`callback/oidc${back.search}`)).toContain('error=');
  expect(await database.db.session.count({ where: { userId: user.id } })).toBe(0);
});
