import { describe, expect, test } from 'vitest';
import type { User } from '#generated/prisma/client.ts';
import { hashPassword, verifyPassword } from '../auth/password.ts';
import { testDatabase } from '../testing/database.ts';
import { makeUser, testContext } from '../testing/factories.ts';
import { changePassword } from './change-password.ts';
import { createUser } from './create-user.ts';
import { ensureFirstAdmin } from './first-admin.ts';
import { listPeople, listUsers } from './list-users.ts';
import { signOutEverywhere } from './sign-out-everywhere.ts';
import { updateUser } from './update-user.ts';

const CHEAP = { N: 2 ** 10, r: 8, p: 1 };
const NEW_PASSWORD = 'a new and longer one';

describe('the first admin', () => {
  const database = testDatabase();

  test('is made once, however many starts race', async () => {
    const first = { email: 'Root@Example.test' };
    const results = await Promise.all([ensureFirstAdmin(database.db, first), ensureFirstAdmin(database.db, first)]);
    const [made, ...more] = results.filter((result) => result !== null);
    expect(more).toEqual([]);
    expect(made?.password).toHaveLength(20);
    const user = await database.db.user.findUniqueOrThrow({ where: { email: 'root@example.test' } });
    expect(user.role).toBe('admin');
    expect(await verifyPassword(made?.password ?? '', user.passwordHash)).toBe(true);
  });

  test('is told again, with a new password, until somebody has signed in', async () => {
    const [before] = await database.db.user.findMany();
    const again = await ensureFirstAdmin(database.db, { email: 'root@example.test' });
    const [renewed, ...others] = await database.db.user.findMany();
    expect(others).toEqual([]);
    expect(renewed?.id).toBe(before?.id);
    expect(await verifyPassword(again?.password ?? '', renewed?.passwordHash ?? '')).toBe(true);

    await database.db.user.updateMany({ data: { lastSignInAt: new Date() } });
    expect(await ensureFirstAdmin(database.db, { email: 'root@example.test' })).toBeNull();
  });
});

describe('accounts', () => {
  const database = testDatabase();
  const as = (userId: number) => testContext(database.db, { kind: 'user', userId });
  const admin = (over: object = {}) => makeUser(database.db, { role: 'admin', ...over });
  const sessionsOf = (userId: number) => database.db.session.count({ where: { userId } });
  async function signedInTwice(over: object = {}): Promise<User> {
    const startedAt = new Date();
    return await makeUser(database.db, { sessions: { create: [{ startedAt }, { startedAt }] }, ...over });
  }

  test('creating one writes it down; its e-mail is unique whatever the case', async () => {
    const { id } = await admin();
    const view = await createUser(as(id), { email: 'New@Example.test', name: 'New', role: 'curator' });
    expect(view).toMatchObject({ email: 'new@example.test', role: 'curator', hasPassword: false });
    const audit = await database.db.auditLog.findMany({ where: { action: 'user.create', subjectId: String(view.id) } });
    expect(audit).toMatchObject([{ userId: id }]);
    const again = createUser(as(id), { email: 'new@example.TEST', name: 'Again', role: 'viewer' });
    await expect(again).rejects.toMatchObject({ code: 'conflict', issues: [{ path: 'email' }] });
  });

  test('a change is written down field by field, without the password', async () => {
    const { id } = await admin();
    const target = await signedInTwice({ role: 'viewer', name: 'Before' });
    const view = await updateUser(as(id), target.id, { name: 'After', role: 'operator', password: NEW_PASSWORD });
    expect(view).toMatchObject({ name: 'After', role: 'operator', hasPassword: true });
    const [row] = await database.db.auditLog.findMany({
      where: { action: 'user.update', subjectId: String(target.id) },
    });
    expect(row?.changes).toEqual({
      name: { from: 'Before', to: 'After' },
      role: { from: 'viewer', to: 'operator' },
      password: { from: '(hidden)', to: '(changed)' },
    });
    expect(await sessionsOf(target.id)).toBe(0);
  });

  test('a change that changes nothing leaves no trace', async () => {
    const { id } = await admin();
    const target = await signedInTwice({ role: 'viewer' });
    await updateUser(as(id), target.id, { role: 'viewer', disabled: false });
    expect(await database.db.auditLog.count({ where: { subjectId: String(target.id) } })).toBe(0);
    expect(await sessionsOf(target.id)).toBe(2);
  });

  test('disabling ends the sessions; enabling does not bring them back', async () => {
    const { id } = await admin();
    const target = await signedInTwice();
    expect((await updateUser(as(id), target.id, { disabled: true })).disabledAt).not.toBeNull();
    expect((await updateUser(as(id), target.id, { disabled: false })).disabledAt).toBeNull();
    expect(await sessionsOf(target.id)).toBe(0);
  });

  test('an unknown account is not found', async () => {
    const { id } = await admin();
    await expect(updateUser(as(id), 999_999, { name: 'x' })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('two admins who demote each other at once leave one, whoever is first', async () => {
    for (let round = 0; round < 10; round += 1) {
      await database.db.user.updateMany({ where: { role: 'admin' }, data: { role: 'viewer' } });
      const [one, two] = [await admin(), await admin()];
      const results = await Promise.allSettled([
        updateUser(as(one.id), two.id, { role: 'viewer' }),
        updateUser(as(two.id), one.id, { disabled: true }),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await database.db.user.count({ where: { role: 'admin', disabledAt: null } })).toBe(1);
    }
  });

  test('lists go page by page; the assignee choice leaves disabled people out', async () => {
    const { id } = await admin();
    await makeUser(database.db, { name: 'Zoe', disabledAt: new Date() });
    const everyone = await database.db.user.count();
    const users = await pages((cursor) => listUsers(as(id), { cursor, limit: 2 }));
    expect(users).toHaveLength(everyone);
    const people = await pages((cursor) => listPeople(as(id), { cursor, limit: 2 }));
    expect(people.map(({ name }) => name)).not.toContain('Zoe');
    expect(new Set(people.map((person) => person.id)).size).toBe(people.length);
    expect(people).toHaveLength(await database.db.user.count({ where: { disabledAt: null } }));
  });

  test('your own password needs the present one, and ends every session', async () => {
    const user = await signedInTwice({ passwordHash: await hashPassword('the present password', CHEAP) });
    const wrong = changePassword(as(user.id), { current: 'not the present one', next: NEW_PASSWORD });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: 'current' }] });
    await changePassword(as(user.id), { current: 'the present password', next: NEW_PASSWORD });
    const after = await database.db.user.findUniqueOrThrow({ where: { id: user.id } });
    expect(await sessionsOf(user.id)).toBe(0);
    expect(await verifyPassword(NEW_PASSWORD, after.passwordHash)).toBe(true);
  });

  test("signing out everywhere ends your sessions, and nobody else's", async () => {
    const [user, other] = [await signedInTwice(), await signedInTwice()];
    await signOutEverywhere(as(user.id));
    expect([await sessionsOf(user.id), await sessionsOf(other.id)]).toEqual([0, 2]);
    const audit = await database.db.auditLog.findMany({ where: { subjectId: String(user.id) } });
    expect(audit).toMatchObject([{ action: 'session.end_all', userId: user.id }]);
  });

  test('guesses at the present password are throttled', async () => {
    const user = await makeUser(database.db, { passwordHash: await hashPassword('the present password', CHEAP) });
    const guess = () => changePassword(as(user.id), { current: 'a guess', next: NEW_PASSWORD });
    for (let n = 0; n < 5; n += 1) await expect(guess()).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(guess()).rejects.toMatchObject({ code: 'rate_limited' });
  });
});

/** Every item of a list, following its cursors. */
async function pages<Item>(
  read: (cursor: string | undefined) => Promise<{ items: Item[]; nextCursor: string | null }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}
