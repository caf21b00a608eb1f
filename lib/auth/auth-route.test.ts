import { describe, expect, test } from 'vitest';
import { serveAuth } from './auth-route.ts';
import { redirectMessage, throttledError } from './sign-in-errors.ts';

const OURS = { 'x-requested-with': 'tidemark' };

function request(method: string, headers: Record<string, string> = OURS): Request {
  return new Request('http://console.test/api/auth/x', { method, headers });
}

const answerWith =
  (url: string, status = 200) =>
  () =>
    Promise.resolve(Response.json({ url }, { status }));
const never = () => Promise.reject(new Error('must not be reached'));

describe('serveAuth', () => {
  test.each([
    ['GET', 'session'],
    ['GET', 'providers'],
    ['POST', '_log'],
    ['POST', 'session'],
    ['PUT', 'callback'],
    ['GET', ''],
  ])('%s %s does not exist', async (method, action) => {
    expect((await serveAuth(request(method), [action], never)).status).toBe(404);
  });

  test('a sign-in caused by another site is refused before it is tried', async () => {
    const foreign = request('POST', { ...OURS, 'sec-fetch-site': 'cross-site' });
    expect((await serveAuth(foreign, ['callback', 'credentials'], never)).status).toBe(403);
    expect((await serveAuth(request('POST', {}), ['callback', 'credentials'], never)).status).toBe(403);
  });

  test('a completed sign-in passes through', async () => {
    const response = await serveAuth(request('POST'), ['callback', 'credentials'], answerWith('http://console.test/'));
    expect(await response.json()).toEqual({ url: 'http://console.test/' });
  });

  test.each<[string, string, number, number, string | null]>([
    ['a wrong password', '/sign-in?error=CredentialsSignin', 401, 401, null],
    ['a throttled one', `/sign-in?error=${encodeURIComponent(throttledError(61))}`, 401, 429, '61'],
    ['anything unexpected', '/sign-in?error=Cannot+reach+db+at+10.0.0.1', 401, 503, null],
    ['a missing CSRF token', 'http://console.test/api/auth/signin?csrf=true', 200, 503, null],
  ])('%s is a problem document', async (_, url, status, expected, retryAfter) => {
    const response = await serveAuth(request('POST'), ['callback', 'credentials'], answerWith(url, status));
    expect(response.status).toBe(expected);
    expect(response.headers.get('retry-after')).toBe(retryAfter);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.text()).not.toContain('10.0.0.1');
  });
});

test('a throttled person reads when to come back', async () => {
  const throttled = answerWith(`/sign-in?error=${encodeURIComponent(throttledError(899))}`, 401);
  const response = await serveAuth(request('POST'), ['callback', 'credentials'], throttled);
  expect(await response.json()).toMatchObject({ detail: 'Too many attempts. Try again in 15 minutes.' });
});

test('the sign-in page explains why somebody was sent back, never with words from the address', () => {
  expect(redirectMessage(undefined)).toBeNull();
  expect(redirectMessage('not_known')).toContain('Ask an admin');
  expect(redirectMessage('<b>anything</b>')).toBe('Single sign-on did not complete. Try again.');
});
