import { describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { makeUser, TEST_NOW } from '../testing/factories.ts';
import { type OidcIdentity, signInWithOidc } from './oidc-link.ts';

const database = testDatabase();
const ISSUER = 'https://id.example';

function identity(over: Partial<OidcIdentity>): OidcIdentity {
  return { issuer: ISSUER, subject: 'subject-1', email: null, emailVerified: true, ...over };
}

const signIn = (over: Partial<OidcIdentity>) =>
  signInWithOidc({ db: database.db, now: () => TEST_NOW }, identity(over));

describe('signInWithOidc', () => {
  test('links an account by verified e-mail once, then knows it by subject whatever its e-mail', async () => {
    const user = await makeUser(database.db, { email: 'linked@example.test' });
    const sessions = [
      await signIn({ subject: 'a', email: 'Linked@Example.test' }),
      await signIn({ subject: 'a', email: 'renamed@example.test', emailVerified: false }),
    ];
    const rows = await database.db.session.findMany({ where: { userId: user.id } });
    expect(rows.map(({ id }) => id).sort()).toEqual(sessions.sort());
    const actions = await database.db.auditLog.findMany({ where: { userId: user.id }, orderBy: { id: 'asc' } });
    expect(actions.map(({ action }) => action)).toEqual(['user.link', 'session.start', 'session.start']);
  });

  test('nobody gets an account by signing in', async () => {
    const before = await database.db.user.count();
    expect(await signIn({ subject: 'b', email: 'stranger@example.test' })).toBeNull();
    expect(await signIn({ subject: 'b' })).toBeNull();
    expect(await database.db.user.count()).toBe(before);
  });

  test('an e-mail the provider has not verified links nothing', async () => {
    const user = await makeUser(database.db, { email: 'unverified@example.test' });
    expect(await signIn({ subject: 'c', email: user.email, emailVerified: false })).toBeNull();
    expect(await database.db.user.findUnique({ where: { id: user.id } })).toMatchObject({ oidcSubject: null });
  });

  test('a linked account is not taken over by another subject with its e-mail', async () => {
    const user = await makeUser(database.db, { email: 'owner@example.test' });
    await signIn({ subject: 'd', email: user.email });
    expect(await signIn({ subject: 'e', email: user.email })).toBeNull();
  });

  test('the same subject at another provider is somebody else', async () => {
    const user = await makeUser(database.db, { email: 'one@example.test' });
    await signIn({ subject: 'f', email: user.email });
    expect(await signIn({ issuer: 'https://other.example', subject: 'f' })).toBeNull();
  });

  test('a disabled account stays out, and the log says why', async () => {
    const user = await makeUser(database.db, { email: 'gone@example.test', disabledAt: TEST_NOW });
    expect(await signIn({ subject: 'g', email: user.email })).toBeNull();
    const [row] = await database.db.auditLog.findMany({ where: { subjectId: String(user.id) } });
    expect(row?.summary).toContain('disabled');
  });
});
