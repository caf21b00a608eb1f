import { encode } from 'next-auth/jwt';
import { describe, expect, test } from 'vitest';
import { parseEnv } from '../platform/env.ts';
import { SESSION_MAX_AGE_SECONDS } from '../policy/access.ts';
import { openSessionToken, servedOverTls, sessionCookieName, sessionSecret } from './session-token.ts';

const SECRET = 'one secret that is long enough to be one';
const NOW = new Date();
const seconds = Math.floor(NOW.getTime() / 1000);

describe('openSessionToken', () => {
  const claims = { sessionId: '0f8fad5b-d9cb-469f-a165-70867728950e', signedInAt: seconds - 60 };

  test('opens what was sealed', async () => {
    const cookie = await encode({ token: claims, secret: SECRET });
    expect(await openSessionToken(cookie, SECRET, NOW)).toEqual(claims);
  });

  test.each<[string, object, string]>([
    ['another secret', claims, 'another secret that is long enough'],
    ['claims of something else', { sub: '3', name: 'Admin' }, SECRET],
    ['an id that is none', { ...claims, sessionId: 3 }, SECRET],
    ['an old sign-in, however fresh its seal', { ...claims, signedInAt: seconds - SESSION_MAX_AGE_SECONDS }, SECRET],
  ])('refuses %s', async (_, token, secret) => {
    const cookie = await encode({ token: { ...token }, secret });
    expect(await openSessionToken(cookie, SECRET, NOW)).toBeNull();
  });

  test.each([undefined, '', 'x', 'a.b.c.d.e'])('refuses %j', async (cookie) => {
    expect(await openSessionToken(cookie, SECRET, NOW)).toBeNull();
  });
});

describe('over TLS', () => {
  test.each<[string | undefined, boolean, string]>([
    ['https://tidemark.example', true, '__Secure-tidemark.session'],
    ['http://tidemark.example', false, 'tidemark.session'],
    [undefined, false, 'tidemark.session'],
  ])('%s', (url, secure, name) => {
    const overTls = servedOverTls(parseEnv({ TIDEMARK_URL: url }));
    expect(overTls).toBe(secure);
    expect(sessionCookieName(overTls)).toBe(name);
  });
});

test('without a secret nobody signs in, and the message says what to set', () => {
  expect(() => sessionSecret(parseEnv({}))).toThrow(/TIDEMARK_SECRET is not set/);
});
