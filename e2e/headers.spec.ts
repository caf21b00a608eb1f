import { NOBODY } from './support/nobody.ts';
import { expect, test } from './support/test.ts';

const EVERYWHERE = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

test('pages carry a strict content security policy with a nonce of their own', async ({ request }) => {
  const policies = await Promise.all(
    [0, 1].map(async () => {
      const answer = await request.get('/');
      expect(answer.headers()).toMatchObject(EVERYWHERE);
      expect(answer.headers()).not.toHaveProperty('x-powered-by');
      return answer.headers()['content-security-policy'] ?? '';
    }),
  );
  for (const policy of policies) {
    expect(policy).toContain("default-src 'self'");
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic'(;|$)/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-eval');
  }
  expect(policies[0]).not.toBe(policies[1]);
});

test('answers of the REST interface, redirects and the sign-in page are guarded too', async ({
  request,
  playwright,
  baseURL,
}) => {
  const me = await request.get('/api/v1/me');
  expect(me.headers()).toMatchObject({ ...EVERYWHERE, 'cache-control': 'no-store' });
  expect(me.headers()['content-security-policy']).toContain("default-src 'none'");
  const anybody = await playwright.request.newContext({ baseURL, storageState: NOBODY });
  expect((await anybody.get('/', { maxRedirects: 0 })).headers()).toMatchObject(EVERYWHERE);
  expect((await anybody.get('/sign-in')).headers()).toMatchObject(EVERYWHERE);
  expect((await anybody.get('/api/v1/me')).headers()).toMatchObject(EVERYWHERE);
  await anybody.dispose();
});

test('a method that an address does not serve is a problem document, and names those it does', async ({ request }) => {
  const answer = await request.delete('/api/v1/runs');
  expect(answer.status()).toBe(405);
  expect(answer.headers()).toMatchObject({
    ...EVERYWHERE,
    allow: 'GET, HEAD, POST, OPTIONS',
    'content-type': 'application/problem+json',
  });
  expect(await answer.json()).toMatchObject({ status: 405, code: 'invalid_input' });
});
