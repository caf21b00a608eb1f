import { describe, expect, test } from 'vitest';
import { problem } from '../contract/common.ts';
import { OPERATIONS } from '../contract/operations.ts';
import { TidemarkError } from '../platform/errors.ts';
import { callRoute, consoleOn, signedIn } from '../testing/api.ts';
import { testDatabase } from '../testing/database.ts';
import { makeUser } from '../testing/factories.ts';
import { defineRoute } from './route.ts';
import { unknownRoute } from './unknown-route.ts';

const database = testDatabase();
consoleOn(database);

const getMe = defineRoute('getMe', async ({ principal: { person, permissions } }) => ({
  ...person,
  permissions: [...permissions],
}));
const audit = defineRoute('listAudit', async () => ({ items: [], nextCursor: null }));
const commented: unknown[] = [];
const comment = defineRoute('commentIncident', async ({ params, body }) => {
  commented.push({ params, body });
  return {
    id: 1,
    at: '2026-11-23T02:00:00Z',
    kind: 'commented',
    actor: null,
    body: body.body,
    runId: null,
    goldenRunId: null,
  };
});

async function problemIn(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  return problem.parse(await response.json());
}

async function signedInAs(role: 'viewer' | 'curator' | 'admin', ageSeconds = 0) {
  return await signedIn(await makeUser(database.db, { role }), ageSeconds);
}

describe('sessions', () => {
  test('the account is read on every request: a new role acts at once', async () => {
    const user = await makeUser(database.db, { role: 'viewer' });
    const headers = await signedIn(user);
    expect(await (await callRoute(getMe, { headers })).json()).toMatchObject({ id: user.id, role: 'viewer' });
    await database.db.user.update({ where: { id: user.id }, data: { role: 'admin' } });
    expect(await (await callRoute(getMe, { headers })).json()).toMatchObject({ role: 'admin' });
  });

  test('a disabled account or an ended session is shut out at once', async () => {
    const [disabled, ended] = [await makeUser(database.db), await makeUser(database.db)];
    const headers = [await signedIn(disabled), await signedIn(ended)];
    await database.db.user.update({ where: { id: disabled.id }, data: { disabledAt: new Date() } });
    await database.db.session.deleteMany({ where: { userId: ended.id } });
    for (const cookie of headers) expect((await callRoute(getMe, { headers: cookie })).status).toBe(401);
  });

  test('a session lasts twelve hours from sign-in', async () => {
    expect((await callRoute(getMe, { headers: await signedInAs('viewer', 12 * 3600 - 60) })).status).toBe(200);
    expect((await callRoute(getMe, { headers: await signedInAs('viewer', 12 * 3600 + 1) })).status).toBe(401);
  });

  test.each(['', 'x', 'eyJhbGciOiJub25lIn0.eyJ1c2VySWQiOjF9.', 'a.b.c.d.e'])(
    'a forged cookie %j is refused',
    async (value) => {
      const response = await callRoute(getMe, { headers: { cookie: `tidemark.session=${value}` } });
      expect(await problemIn(response)).toMatchObject({ status: 401, code: 'unauthenticated' });
    },
  );
});

describe('changes by cookie', () => {
  const call = { method: 'POST', params: { incidentId: '4' }, body: { body: 'Looking.' } };

  test('come from our own pages', async () => {
    const { cookie = '', ...own } = await signedInAs('curator');
    expect((await callRoute(comment, { ...call, headers: { cookie, ...own } })).status).toBe(201);
    expect(commented.at(-1)).toEqual({ params: { incidentId: 4 }, body: { body: 'Looking.' } });
    expect((await callRoute(comment, { ...call, headers: { cookie } })).status).toBe(403);
    const elsewhere = { cookie, ...own, origin: 'https://evil.example' };
    expect((await callRoute(comment, { ...call, headers: elsewhere })).status).toBe(403);
  });

  test('need the role', async () => {
    const response = await callRoute(comment, { ...call, headers: await signedInAs('viewer') });
    expect(await problemIn(response)).toMatchObject({
      status: 403,
      detail: expect.stringContaining('incident.comment'),
    });
  });
});

describe('input', () => {
  const post = async (over: object) =>
    await callRoute(comment, {
      method: 'POST',
      params: { incidentId: '4' },
      headers: await signedInAs('curator'),
      ...over,
    });

  test('another media type is 415', async () => {
    const headers = { ...(await signedInAs('curator')), 'Content-Type': 'text/plain' };
    expect(await problemIn(await post({ headers, body: {} }))).toMatchObject({ status: 415, code: 'invalid_input' });
  });

  test('too large a body is 413', async () => {
    const response = await post({ body: { body: 'x'.repeat(OPERATIONS.commentIncident.maxBodyBytes) } });
    expect(await problemIn(response)).toMatchObject({ status: 413, code: 'invalid_input' });
  });

  test.each<[string, object, string]>([
    ['a wrong field', { body: { body: '' } }, 'body'],
    ['a missing field', { body: {} }, 'body'],
    ['an unknown field', { body: { body: 'x', boddy: 'y' } }, ''],
    ['a path that is no id', { params: { incidentId: 'abc' }, body: { body: 'x' } }, 'incidentId'],
    ['a text that the database cannot keep', { body: { body: 'a\u0000b' } }, 'body'],
    ['an id beyond the database', { params: { incidentId: '99999999999' }, body: { body: 'x' } }, 'incidentId'],
  ])('%s is 422 and named', async (_, over, path) => {
    const { status, code, issues } = await problemIn(await post(over));
    expect({ status, code, paths: issues?.map((issue) => issue.path) }).toEqual({
      status: 422,
      code: 'invalid_input',
      paths: [path],
    });
  });
});

test.each([
  ['action=a%00', 'action'],
  ['userId=9999999999', 'userId'],
])('a query of %s is 422 and named', async (query, path) => {
  const response = await callRoute(audit, { path: `/audit?${query}`, headers: await signedInAs('admin') });
  expect(await problemIn(response)).toMatchObject({ status: 422, issues: [{ path }] });
});

describe('failures', () => {
  const failing = (error: unknown) =>
    defineRoute('getMe', async () => {
      throw error;
    });

  test('an error for people keeps its words, its status and when to try again', async () => {
    const busy = new TidemarkError('unavailable', 'The gateway is asleep.', { retryAfterSeconds: 2.1 });
    const response = await callRoute(failing(busy), { headers: await signedInAs('viewer') });
    expect(response.headers.get('retry-after')).toBe('3');
    expect(await problemIn(response)).toMatchObject({ status: 503, detail: 'The gateway is asleep.' });
  });

  test.each([
    new Error('password=hunter2 at /srv/app.js:3'),
    new TidemarkError('internal', 'Broken assumption: hunter2'),
    'hunter2',
    null,
  ])('any other shows an id and nothing else', async (error) => {
    const response = await callRoute(failing(error), { headers: await signedInAs('viewer') });
    const { status, code, detail } = await problemIn(response);
    expect({ status, code }).toEqual({ status: 500, code: 'internal' });
    expect(detail).toMatch(/^Something unexpected happened\. The log has it under [0-9a-f-]{36}\.$/);
  });

  test('an answer that breaks the contract is caught outside production', async () => {
    // @ts-expect-error the answer lacks fields on purpose
    const wrong = defineRoute('getMe', async () => ({ id: 1 }));
    expect((await callRoute(wrong, { headers: await signedInAs('viewer') })).status).toBe(500);
  });

  test('an unknown address is a problem document, for strangers a 401', async () => {
    const headers = await signedInAs('viewer');
    expect((await callRoute(unknownRoute, { path: '/nothing' })).status).toBe(401);
    expect(await problemIn(await callRoute(unknownRoute, { path: '/nothing', headers }))).toMatchObject({
      status: 404,
    });
  });
});
