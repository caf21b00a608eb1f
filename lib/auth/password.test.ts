import { describe, expect, test } from 'vitest';
import { hashPassword, randomPassword, verifyPassword } from './password.ts';

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

  test.each([null, '', 'plain', 'scrypt$10$8$1$$', 'argon2$10$8$1$c2FsdA$aGFzaA'])(
    'nothing fits %j',
    async (stored) => {
      expect(await verifyPassword('anything', stored)).toBe(false);
    },
  );

  test('without an account the work is the same as with one', async () => {
    const stored = await hashPassword('a real account');
    const known = await timed(() => verifyPassword('wrong', stored));
    const unknown = await timed(() => verifyPassword('wrong', null));
    expect(unknown).toBeGreaterThan(known / 10);
    expect(unknown).toBeLessThan(known * 10);
  });

  test('random passwords are long enough and differ', () => {
    expect(randomPassword(15)).toHaveLength(20);
    expect(randomPassword(15)).not.toBe(randomPassword(15));
  });
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
