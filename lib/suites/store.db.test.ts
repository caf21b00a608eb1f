import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database.ts';
import type { Context } from '../platform/context.ts';
import type { Suite } from './format.ts';
import { hashPrompts } from './hash.ts';
import { requireSuite } from './read.ts';
import { loadSuiteVersion, publishSuite } from './store.ts';

const database = testDatabase();
const canary = await requireSuite('suites/canary');

/** `suite` with another purpose written into its first prompt. */
function reworded(suite: Suite, why: string): Suite {
  const prompts = suite.prompts.map((prompt, index) => (index === 0 ? { ...prompt, why } : prompt));
  return { ...suite, prompts, contentHash: hashPrompts(prompts) };
}

let ctx: Context;
let userId = 0;
beforeAll(async () => {
  const user = await database.db.user.create({ data: { email: 'a@example.org', name: 'A', role: 'curator' } });
  userId = user.id;
  ctx = { db: database.db, now: () => new Date('2030-01-02T03:04:05Z'), actor: { kind: 'user', userId } };
});

describe('publishSuite', () => {
  it('freezes the prompts in order and gives them back as they were parsed', async () => {
    const published = await publishSuite(ctx, canary);
    expect(published).toMatchObject({ number: 1, contentHash: canary.contentHash, created: true });
    const version = await loadSuiteVersion(ctx.db, published.versionId);
    expect(version.suite).toMatchObject({ key: 'canary', title: canary.title, description: canary.description });
    const specs = version.prompts.map(({ spec }) => spec);
    expect(specs).toEqual(canary.prompts);
    expect(hashPrompts(specs)).toBe(canary.contentHash);
  });

  it('stores the same content once, and says that it was there', async () => {
    const again = await publishSuite(ctx, canary);
    expect(again).toMatchObject({ number: 1, created: false });
    const audits = await ctx.db.auditLog.findMany({ where: { action: 'suite.publish' } });
    expect(audits).toMatchObject([{ actorKind: 'user', userId, subjectId: String(again.versionId) }]);
  });

  it('numbers new content next, and records a new title with its old one', async () => {
    const published = await publishSuite(ctx, { ...reworded(canary, 'Reworded.'), title: 'Renamed' });
    expect(published).toMatchObject({ number: 2, created: true });
    const audit = await ctx.db.auditLog.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(audit).toMatchObject({
      subjectId: String(published.versionId),
      changes: { title: { from: canary.title, to: 'Renamed' } },
    });
  });

  it('records a new title of content that is already a version', async () => {
    await publishSuite(ctx, canary);
    const audit = await ctx.db.auditLog.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(audit).toMatchObject({ action: 'suite.rename', changes: { title: { from: 'Renamed', to: canary.title } } });
  });

  it('gives publications at the same time distinct numbers', async () => {
    const suites = Array.from({ length: 6 }, (_, index) => ({
      ...reworded(canary, `At once ${index}.`),
      key: 'at-once',
    }));
    const published = await Promise.all(suites.map((suite) => publishSuite(ctx, suite)));
    expect(published.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('loadSuiteVersion', () => {
  it('says when there is no such version', async () => {
    await expect(loadSuiteVersion(ctx.db, 999_999)).rejects.toMatchObject({ code: 'not_found' });
  });
});
