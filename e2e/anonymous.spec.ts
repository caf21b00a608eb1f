import { API_PATHS, API_ROOT } from '#lib/contract/paths.ts';
import { NOBODY } from './support/nobody.ts';
import { pagesOf } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test('without a session every page leads to the sign-in page', async ({ api, playwright, baseURL }) => {
  const anybody = await playwright.request.newContext({ baseURL, storageState: NOBODY, maxRedirects: 0 });
  for (const { name, path } of [...(await pagesOf(api)), { name: 'an unknown page', path: '/no/such/page' }]) {
    const answer = await anybody.get(path);
    expect(answer.status(), name).toBe(307);
    expect(answer.headers().location, name).toBe(`/sign-in${path === '/' ? '' : `?next=${encodeURIComponent(path)}`}`);
    expect(await answer.text(), name).not.toContain('<');
  }
  await anybody.dispose();
});

test('without a session every operation of the REST interface refuses', async ({ playwright, baseURL }) => {
  const anybody = await playwright.request.newContext({ baseURL, storageState: NOBODY });
  for (const [id, [method, path]] of Object.entries(API_PATHS)) {
    const answer = await anybody.fetch(API_ROOT + path.replace(/\{\w+\}/g, '1'), { method });
    expect(answer.status(), id).toBe(401);
    expect(answer.headers()['content-type'], id).toContain('application/problem+json');
    expect(await answer.json(), id).toMatchObject({ status: 401, code: 'unauthenticated' });
  }
  for (const path of ['/api/v1/no-such-thing', '/api/no-such-thing', '/api/auth/no-such-thing']) {
    expect((await anybody.get(path)).status(), path).toBeGreaterThanOrEqual(400);
  }
  await anybody.dispose();
});

test('only health and readiness answer to everybody', async ({ playwright, baseURL }) => {
  const anybody = await playwright.request.newContext({ baseURL, storageState: NOBODY });
  for (const path of ['/api/healthz', '/api/readyz']) expect((await anybody.get(path)).status(), path).toBe(200);
  await anybody.dispose();
});

test('a forged or altered session cookie opens nothing', async ({ context, playwright, baseURL }) => {
  const [cookie] = await context.cookies();
  expect(cookie?.httpOnly).toBe(true);
  expect(cookie?.sameSite).toBe('Lax');
  for (const value of ['x', `${cookie?.value.slice(0, -4)}AAAA`]) {
    const forger = await playwright.request.newContext({
      baseURL,
      storageState: NOBODY,
      extraHTTPHeaders: { cookie: `${cookie?.name}=${value}` },
    });
    expect((await forger.get('/api/v1/me')).status()).toBe(401);
    await forger.dispose();
  }
});

test('a change that another site causes is refused, session or not', async ({ request }) => {
  const answer = await request.post('/api/v1/runs', { data: { endpointId: 1 } });
  expect(answer.status()).toBe(403);
  expect(await answer.json()).toMatchObject({ code: 'forbidden' });
  const foreign = await request.post('/api/v1/runs', {
    data: { endpointId: 1 },
    headers: { 'X-Requested-With': 'tidemark', Origin: 'https://example.org' },
  });
  expect(foreign.status()).toBe(403);
});
