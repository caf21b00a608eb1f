import { describe, expect, test } from 'vitest';
import { listAudit } from '../audit/list.ts';
import { principalOfToken } from '../auth/token-principal.ts';
import { testDatabase } from '../testing/database.ts';
import { makeUser, TEST_NOW, testContext } from '../testing/factories.ts';
import { createToken, listTokens, revokeToken } from './tokens.ts';

const database = testDatabase();
const BODY = { name: 'ci', scopes: ['view', 'run.start'] as ('view' | 'run.start')[], expiresInDays: 2 };
const later = (ms: number) => new Date(TEST_NOW.getTime() + ms);
const DAY_MS = 86_400_000;

async function admin() {
  const user = await makeUser(database.db, { role: 'admin' });
  return { user, ctx: testContext(database.db, { kind: 'user', userId: user.id }) };
}

describe('API tokens', () => {
  test('the secret is shown once, and stored nowhere', async () => {
    const { ctx } = await admin();
    const { secret, ...view } = await createToken(ctx, BODY);
    expect(view).toMatchObject({ scopes: ['view', 'run.start'], expiresAt: later(2 * DAY_MS).toISOString() });
    const { items } = await listTokens(ctx, { limit: 50 });
    expect(items[0]).toEqual(view);
    const rows = [await database.db.apiToken.findMany(), await database.db.auditLog.findMany()];
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test('acts for its creator within its scopes and their present role', async () => {
    const { user, ctx } = await admin();
    const { secret, id } = await createToken(ctx, BODY);
    expect(await principalOfToken(database.db, secret, TEST_NOW)).toMatchObject({
      actor: { kind: 'token', tokenId: id, userId: user.id },
      permissions: ['view', 'run.start'],
    });
    await database.db.user.update({ where: { id: user.id }, data: { role: 'viewer' } });
    expect((await principalOfToken(database.db, secret, TEST_NOW))?.permissions).toEqual(['view']);
  });

  test('dies when it expires, is revoked, or its creator is disabled', async () => {
    const { user, ctx } = await admin();
    const { secret, id } = await createToken(ctx, BODY);
    expect(await principalOfToken(database.db, secret, later(2 * DAY_MS - 1))).not.toBeNull();
    expect(await principalOfToken(database.db, secret, later(2 * DAY_MS))).toBeNull();

    await database.db.user.update({ where: { id: user.id }, data: { disabledAt: TEST_NOW } });
    expect(await principalOfToken(database.db, secret, TEST_NOW)).toBeNull();
    await database.db.user.update({ where: { id: user.id }, data: { disabledAt: null } });

    await revokeToken(ctx, id);
    expect(await principalOfToken(database.db, secret, TEST_NOW)).toBeNull();
    await expect(revokeToken(ctx, id)).rejects.toMatchObject({ code: 'conflict' });
    await expect(revokeToken(ctx, 999_999)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('an unknown one is nobody', async () => {
    expect(await principalOfToken(database.db, `tdm_${'a'.repeat(43)}`, TEST_NOW)).toBeNull();
  });

  test('its last use is written at most once a minute', async () => {
    const { ctx } = await admin();
    const { secret, id } = await createToken(ctx, BODY);
    const lastUse = async () => (await database.db.apiToken.findUniqueOrThrow({ where: { id } })).lastUsedAt;
    await principalOfToken(database.db, secret, TEST_NOW);
    await principalOfToken(database.db, secret, later(59_000));
    expect(await lastUse()).toEqual(TEST_NOW);
    await principalOfToken(database.db, secret, later(61_000));
    expect(await lastUse()).toEqual(later(61_000));
  });

  test('no scope goes beyond the role of the one who makes it', async () => {
    const operator = await makeUser(database.db, { role: 'operator' });
    const ctx = testContext(database.db, { kind: 'user', userId: operator.id });
    const tooMuch = createToken(ctx, { ...BODY, scopes: ['view', 'people.write'] });
    await expect(tooMuch).rejects.toMatchObject({ code: 'forbidden', issues: [{ path: 'scopes' }] });
  });

  test('what it does stands in the audit log under its name and its maker’s', async () => {
    const { user, ctx } = await admin();
    const { id } = await createToken(ctx, { ...BODY, name: 'pipeline' });
    const { id: other } = await createToken(ctx, BODY);
    await revokeToken({ ...ctx, actor: { kind: 'token', tokenId: id, userId: user.id } }, other);
    const query = { limit: 1, subjectType: 'token', subjectId: String(other) };
    const first = await listAudit(ctx, query);
    expect(first.items).toMatchObject([
      { action: 'token.revoke', actor: { kind: 'token', name: `pipeline (API token of ${user.name})` } },
    ]);
    const second = await listAudit(ctx, { ...query, cursor: first.nextCursor ?? undefined });
    expect(second).toMatchObject({ items: [{ action: 'token.create', actor: { name: user.name } }], nextCursor: null });
  });
});
