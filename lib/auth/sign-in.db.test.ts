import { beforeEach, describe, expect, test } from 'vitest';
import type { User } from '#generated/prisma/client.ts';
import { ADDRESS_LIMIT, PAIR_LIMIT } from '../policy/access.ts';
import { testDatabase } from '../testing/database.ts';
import { makeUser } from '../testing/factories.ts';
import { hashPassword } from './password.ts';
import { signIn } from './sign-in.ts';
import { admitAttempt } from './throttle.ts';

const database = testDatabase();
const PASSWORD = 'correct horse battery';
const CHEAP = { N: 2 ** 10, r: 8, p: 1 };
const NOW = new Date('2026-11-23T02:00:00Z');

let user: User;
let addresses = 0;
/** An address no other test has used. */
function freshAddress(): string {
  addresses += 1;
  return `198.51.100.${addresses}`;
}

beforeEach(async () => {
  user = await makeUser(database.db, { passwordHash: await hashPassword(PASSWORD, CHEAP) });
});

function tryToSignIn(over: { email?: string; password?: string; address?: string }) {
  const credentials = { email: user.email, password: PASSWORD, address: '192.0.2.1', ...over };
  return signIn({ db: database.db, now: () => NOW }, credentials);
}

const auditOf = async (action: string) =>
  await database.db.auditLog.findMany({ where: { action, subjectId: String(user.id) } });

describe('signIn', () => {
  test('lets the right password in and writes it down', async () => {
    const result = await tryToSignIn({ email: ` ${user.email.toUpperCase()} ` });
    const [session] = await database.db.session.findMany({ where: { userId: user.id } });
    expect(result).toEqual({ outcome: 'signed_in', sessionId: session?.id });
    expect(await auditOf('session.start')).toMatchObject([{ actorKind: 'user', userId: user.id }]);
  });

  test('refuses a wrong password, and the audit log never holds it', async () => {
    expect(await tryToSignIn({ password: 'hunter2 hunter2' })).toEqual({ outcome: 'refused' });
    const [row] = await auditOf('session.refuse');
    expect(row).toMatchObject({ actorKind: 'system', userId: null });
    expect(JSON.stringify(row)).not.toContain('hunter2');
  });

  test('refuses a disabled account, one without a password and an unknown one alike', async () => {
    await database.db.user.update({ where: { id: user.id }, data: { disabledAt: NOW } });
    const passwordless = await makeUser(database.db);
    const address = freshAddress();
    expect(await tryToSignIn({ address })).toEqual({ outcome: 'refused' });
    expect(await tryToSignIn({ address, email: passwordless.email })).toEqual({ outcome: 'refused' });
    expect(await tryToSignIn({ address, email: 'nobody@example.test' })).toEqual({ outcome: 'refused' });
  });
});

describe('throttling', () => {
  test('after five failures even the right password waits, and the log says so once', async () => {
    const address = freshAddress();
    const wrong = () => tryToSignIn({ address, password: 'wrong' });
    for (let attempt = 0; attempt < PAIR_LIMIT.attempts; attempt += 1) {
      expect(await wrong()).toEqual({ outcome: 'refused' });
    }
    const throttled = await tryToSignIn({ address });
    expect(throttled).toMatchObject({ outcome: 'throttled' });
    const wait = throttled.outcome === 'throttled' ? throttled.retryAfterSeconds : 0;
    expect(wait).toBeGreaterThan(PAIR_LIMIT.windowSeconds - 60);
    expect(wait).toBeLessThanOrEqual(PAIR_LIMIT.windowSeconds);
    await wrong();
    expect(await auditOf('session.throttle')).toHaveLength(1);
    expect(await tryToSignIn({ address: freshAddress() })).toMatchObject({ outcome: 'signed_in' });
  });

  test('a successful sign-in forgets the failures before it', async () => {
    const address = freshAddress();
    for (let round = 0; round < 2; round += 1) {
      for (let attempt = 1; attempt < PAIR_LIMIT.attempts; attempt += 1)
        await tryToSignIn({ address, password: 'wrong' });
      expect(await tryToSignIn({ address })).toMatchObject({ outcome: 'signed_in' });
    }
  });

  test('parallel guesses do not slip past the count', async () => {
    const attempt = { address: freshAddress(), email: user.email };
    const admissions = await Promise.all(Array.from({ length: 20 }, () => admitAttempt(database.db, attempt)));
    expect(admissions.filter(({ admitted }) => admitted)).toHaveLength(PAIR_LIMIT.attempts);
  });

  test('one address cannot try account after account', async () => {
    const address = freshAddress();
    const admit = (n: number) => admitAttempt(database.db, { address, email: `person-${n}@example.test` });
    for (let n = 0; n < ADDRESS_LIMIT.attempts; n += 1) expect(await admit(n)).toEqual({ admitted: true });
    expect(await admit(999)).toMatchObject({ admitted: false, first: true });
    expect(await admit(1000)).toMatchObject({ admitted: false, first: false });
  });

  test('one account cannot be tried from address after address', async () => {
    const email = 'target@example.test';
    const admit = () => admitAttempt(database.db, { address: freshAddress(), email });
    for (let n = 0; n < 100; n += 1) expect(await admit()).toEqual({ admitted: true });
    expect(await admit()).toMatchObject({ admitted: false });
  });

  test('counters hold neither addresses nor e-mails, and ended ones are swept out', async () => {
    await database.db.rateLimit.create({ data: { key: 'ended', points: 3, expire: BigInt(NOW.getTime() - 1) } });
    await tryToSignIn({ address: freshAddress() });
    const keys = (await database.db.rateLimit.findMany()).map(({ key }) => key);
    expect(keys).not.toContain('ended');
    expect(keys.join()).not.toMatch(/@|198\.51/);
  });
});
