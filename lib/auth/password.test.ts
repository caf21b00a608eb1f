import { describe, expect, test } from 'vitest';
import { hashPassword, randomPassword, readStored, verifyPassword } from './password.ts';

const CHEAP = { N: 2 ** 10, r: 8, p: 1 };

describe('passwords', () => {
  test('the right one fits, any other does not', async () => {
    const stored = await hashPassword('correct horse battery', CHEAP);
    expect(await verifyPassword('correct horse battery', stored)).toBe(true);
    expect(await verifyPassword('correct horse batterz', stored)).toBe(false);
    expect(await verifyPassword('', stored)).toBe(false);
  });

  test('the stored form names its cost and holds neither the password nor a repeated salt', async () => {
    const [one, two] = await Promise.all([hashPassword('same words', CHEAP), hashPassword('same words', CHEAP)]);
    expect(one).toMatch(/^scrypt\$10\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(two);
    expect(one).not.toContain('same words');
  });

  test('composed and decomposed letters are the same password', async () => {
    const stored = await hashPassword('Zürich', CHEAP);
    expect(await verifyPassword('Zu\u0308rich', stored)).toBe(true);
  });

  const UNREADABLE = [null, '', 'plain', 'scrypt$10$8$1$$', 'argon2$10$8$1$c2FsdA$aGFzaA'];

  test.each(UNREADABLE)('nothing fits %j', async (stored) => {
    expect(await verifyPassword('anything', stored, CHEAP)).toBe(false);
    expect(readStored(stored).hash).toBeNull();
  });

  test('without an account the work is the same as with one', async () => {
    const known = readStored(await hashPassword('a real account'));
    for (const stored of UNREADABLE) {
      const unknown = readStored(stored);
      expect(unknown.cost).toEqual(known.cost);
      expect(unknown.salt).toHaveLength(known.salt.length);
    }
  });

  test('random passwords are long enough and differ', () => {
    expect(randomPassword(15)).toHaveLength(20);
    expect(randomPassword(15)).not.toBe(randomPassword(15));
  });
});
