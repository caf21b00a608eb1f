import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database.ts';
import { runCaptured } from './testing.ts';

const database = testDatabase();
const publish = (...argv: string[]) =>
  runCaptured(['suite', 'publish', 'suites/canary', ...argv], { DATABASE_URL: database.url });

beforeAll(async () => {
  await database.db.user.createMany({
    data: [
      { email: 'curator@example.org', name: 'C', role: 'curator' },
      { email: 'viewer@example.org', name: 'V', role: 'viewer' },
    ],
  });
});

describe('tidemark suite publish', () => {
  it.each([
    ['nobody@example.org', 2, /Nobody with the address/],
    ['viewer@example.org', 4, /is a viewer, who may not publish/],
  ])('publishes nothing as %s', async (email, expected, reason) => {
    const { exitCode, stderr } = await publish('--as', email);
    expect(exitCode).toBe(expected);
    expect(stderr).toMatch(reason);
    expect(await database.db.suiteVersion.count()).toBe(0);
  });

  it('publishes in the name of a curator', async () => {
    const { exitCode, stdout } = await publish('--as', 'curator@example.org');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Published version 1 of suite canary \(20 prompts, content hash [0-9a-f]{64}\)\n$/);
    const version = await database.db.suiteVersion.findFirstOrThrow({ include: { publisher: true } });
    expect(version.publisher?.email).toBe('curator@example.org');
  });

  it('says that the content is published already', async () => {
    expect((await publish()).stdout).toMatch(/^Nothing to do: this is already version 1 of suite canary/);
    expect(JSON.parse((await publish('--json')).stdout)).toMatchObject({ number: 1, created: false });
  });
});
