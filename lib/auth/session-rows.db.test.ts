import { encode } from 'next-auth/jwt';
import { describe, expect, test, vi } from 'vitest';
import type { User } from '#generated/prisma/client.ts';
import { SESSION_MAX_AGE_SECONDS } from '../policy/access.ts';
import { consoleOn, signedIn } from '../testing/api.ts';
import { countQueries } from '../testing/count-queries.ts';
import { testDatabase } from '../testing/database.ts';
import { makeUser, TEST_NOW } from '../testing/factories.ts';
import { serveAuth } from './auth-route.ts';
import { authenticate } from './authenticate.ts';
import { endAllSessions, startSession } from './session-rows.ts';
import { sessionSecret } from './session-token.ts';

const database = testDatabase();
consoleOn(database);

const start = (user: User, at = TEST_NOW) => startSession({ db: database.db, now: () => at }, user, 'with a test');
const sessionsOf = (user: User) => database.db.session.findMany({ where: { userId: user.id } });
const whoSends = (headers: Record<string, string>) => authenticate(database.db, new Headers(headers), new Date());
const auditOf = (user: User, action: string) =>
  database.db.auditLog.findMany({ where: { action, subjectId: String(user.id) } });

/** Signs out as the console's own page does; next-auth's part, clearing the cookie, is played. */
function signOut(headers: Record<string, string>, clearCookie = () => {}): Promise<Response> {
  const request = new Request('http://console.test/api/auth/signout', { method: 'POST', headers });
  return serveAuth(request, ['signout'], async () => {
    clearCookie();
    return Response.json({ url: '/sign-in' });
  });
}

describe('startSession', () => {
  test('writes the sign-in down on the account and in the log', async () => {
    const user = await makeUser(database.db);
    const id = await start(user);
    expect(await sessionsOf(user)).toEqual([{ id, userId: user.id, startedAt: TEST_NOW }]);
    expect(await database.db.user.findUnique({ where: { id: user.id } })).toMatchObject({ lastSignInAt: TEST_NOW });
    expect(await auditOf(user, 'session.start')).toMatchObject([{ userId: user.id }]);
  });

  test.each<[string, object]>([
    ['disabled', { disabledAt: TEST_NOW }],
    ['given another password', { passwordHash: 'another one' }],
  ])('starts none on an account that was %s after it was read', async (_, data) => {
    const user = await makeUser(database.db);
    await database.db.user.update({ where: { id: user.id }, data });
    expect(await start(user)).toBeNull();
    expect(await sessionsOf(user)).toEqual([]);
    expect(await auditOf(user, 'session.start')).toEqual([]);
  });

  test('a sign-in that races a new password leaves no session behind, whoever is first', async () => {
    for (let round = 0; round < 10; round += 1) {
      const user = await makeUser(database.db);
      await Promise.all([
        start(user),
        database.db.$transaction(async (tx) => {
          await tx.user.update({ where: { id: user.id }, data: { passwordHash: 'another one' } });
          await endAllSessions(tx, user.id);
        }),
      ]);
      expect(await sessionsOf(user)).toEqual([]);
    }
  });

  test('sweeps out those that lasted their time, and no other', async () => {
    const user = await makeUser(database.db);
    const ago = (seconds: number) => new Date(TEST_NOW.getTime() - seconds * 1000);
    await start(user, ago(SESSION_MAX_AGE_SECONDS + 1));
    const still = await start(user, ago(SESSION_MAX_AGE_SECONDS - 1));
    const fresh = await start(user);
    const left = (await sessionsOf(user)).map(({ id }) => id);
    expect(left.sort()).toEqual([still, fresh].sort());
  });
});

describe('signing out', () => {
  test('ends the session for every copy of its cookie, and no other session', async () => {
    const user = await makeUser(database.db);
    const [here, there] = [await signedIn(user), await signedIn(user)];
    expect((await signOut(here)).status).toBe(200);
    await expect(whoSends(here)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect((await whoSends(there)).person.id).toBe(user.id);
  });

  test('stands in the log once, however often it is asked for', async () => {
    const user = await makeUser(database.db);
    const headers = await signedIn(user);
    await Promise.all([signOut(headers), signOut(headers), signOut(headers)]);
    expect(await auditOf(user, 'session.end')).toMatchObject([
      { userId: user.id, summary: `${user.email} signed out` },
    ]);
  });

  test('without a session there is nothing to end', async () => {
    expect((await signOut({ 'x-requested-with': 'tidemark' })).status).toBe(200);
  });

  test('is not taken for done where the session could not be ended', async () => {
    const headers = await signedIn(await makeUser(database.db));
    await database.db.$executeRaw`ALTER TABLE session RENAME TO out_of_reach`;
    const cleared = vi.fn();
    const answer = await signOut(headers, cleared);
    await database.db.$executeRaw`ALTER TABLE out_of_reach RENAME TO session`;
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(cleared).not.toHaveBeenCalled();
    await expect(whoSends(headers)).resolves.toBeDefined();
  });

  test('another site cannot cause it', async () => {
    const headers = await signedIn(await makeUser(database.db));
    expect((await signOut({ ...headers, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    await expect(whoSends(headers)).resolves.toBeDefined();
  });
});

test('a sealed cookie that names no session of ours opens nothing', async () => {
  const user = await makeUser(database.db);
  const signedInAt = Math.floor(Date.now() / 1000);
  for (const token of [
    { userId: user.id, epoch: 0, signedInAt },
    { sessionId: '0f8fad5b-d9cb-469f-a165-70867728950e', signedInAt },
  ]) {
    const cookie = await encode({ token, secret: sessionSecret() });
    await expect(whoSends({ cookie: `tidemark.session=${cookie}` })).rejects.toMatchObject({ code: 'unauthenticated' });
  }
});

test('who asks is read in one statement', async () => {
  const headers = await signedIn(await makeUser(database.db));
  expect(await countQueries(database.url, (db) => authenticate(db, new Headers(headers), new Date()))).toBe(1);
});
