import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { page } from '#lib/contract/common.ts';
import { gitSourceBody, gitSourcePatch, gitSourceView } from '#lib/contract/drift/git-sources.ts';
import { connectionTest } from '#lib/contract/endpoints.ts';
import type { Context } from '#lib/platform/context.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';
import { adoptEnvironment } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeCluster, makeFlagSource } from '#lib/testing/drift-factories.ts';
import { makeUser, TEST_NOW, testContext } from '#lib/testing/factories.ts';
import { type GitServer, makeGitServer } from '#lib/testing/git-server.ts';
import { openGitSource } from './open.ts';
import { testGitSource } from './test-source.ts';
import { listGitSources } from './view.ts';
import { createGitSource, deleteGitSource, updateGitSource } from './write.ts';

const SECRET = 'glpat-very-secret-0123456789';
const SIGNER = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGvU6jE2FJ0eNLaK4hUBF9LyqSNBgQ0gN7L3Rl8m3QeT';
const PRIVATE_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs1', format: 'pem' })
  .toString();
const database = testDatabase();
let ctx: Context;
let server: GitServer;
let made = 0;

beforeAll(async () => {
  adoptEnvironment({ TIDEMARK_ENCRYPTION_KEY: '07'.repeat(32), TIDEMARK_DATA: temporaryFolder('data') });
  const { id: userId } = await makeUser(database.db, { role: 'admin' });
  ctx = testContext(database.db, { kind: 'user', userId });
  server = makeGitServer({ 'apps/shop/web.yaml': 'kind: Service\n' });
});
afterAll(() => server.remove());

const create = (over: object = {}) => {
  made += 1;
  return createGitSource(ctx, gitSourceBody.parse({ name: `fleet ${made}`, url: server.url, ...over }));
};
const update = (id: number, patch: object) => updateGitSource(ctx, id, gitSourcePatch.parse(patch));
const stored = (id: number) => database.db.gitSource.findUniqueOrThrow({ where: { id } });
const withToken = { url: 'https://git.test/acme/fleet.git', access: 'token', secret: SECRET };

describe('the secret', () => {
  it('is sealed at rest, opens for use, and is in no answer and no audit row', async () => {
    const view = await create(withToken);
    const row = await stored(view.id);
    const listed = await listGitSources(database.db, { limit: 50 });
    expectExactly(gitSourceView, view);
    expectExactly(page(gitSourceView), listed);
    expect(view.hasSecret).toBe(true);
    expect(openGitSource(row, encryptionKey()).access).toEqual({ kind: 'token', user: 'tidemark', token: SECRET });
    await update(view.id, { secret: `${SECRET}-2`, name: 'renamed' });
    const everything = JSON.stringify([view, listed, row, await database.db.auditLog.findMany()]);
    expect(everything).not.toContain(SECRET);
    expect(JSON.stringify([view, listed])).not.toContain(row.encryptedSecret);
  });

  it('goes to no other server, and goes with its use', async () => {
    const { id } = await create(withToken);
    await expect(update(id, { url: 'https://elsewhere.test/x.git' })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'secret' }],
    });
    expect((await stored(id)).url).toBe(withToken.url);
    expect(await update(id, { url: 'https://git.test/acme/other.git' })).toMatchObject({ hasSecret: true });
    const ssh = { url: 'ssh://git@git.test/acme/fleet.git', access: 'ssh', secret: PRIVATE_KEY };
    await update(id, ssh);
    const { access } = openGitSource(await stored(id), encryptionKey());
    expect(access).toMatchObject({ kind: 'ssh', privateKey: PRIVATE_KEY });
    expect(await update(id, { access: 'none' })).toMatchObject({ hasSecret: false });
    expect((await stored(id)).encryptedSecret).toBeNull();
  });
});

it.each([
  [{ url: 'https://user:tok@git.test/x.git' }, 'url'],
  [{ url: 'git@git.test:x.git' }, 'url'],
  [{ url: 'ext::sh -c id' }, 'url'],
  [{ url: 'https://169.254.169.254/x.git' }, 'url'],
  [{ url: '/nowhere/at/all' }, 'url'],
  [{ branch: 'a..b' }, 'branch'],
  [{ access: 'token', secret: 'tok' }, 'access'],
  [{ ...withToken, secret: undefined }, 'secret'],
  [{ ...withToken, secret: 'two words' }, 'secret'],
  [{ ...withToken, access: 'none' }, 'secret'],
  [{ url: 'ssh://git@git.test/x.git', access: 'ssh', secret: 'ghp_no_key' }, 'secret'],
  [{ knownHosts: 'git.test' }, 'knownHosts'],
  [{ signers: [SIGNER, PRIVATE_KEY] }, 'signers'],
  [{ forge: 'github', forgeProject: 'a/b' }, 'forge'],
  [{ ...withToken, forge: 'github' }, 'forgeProject'],
  [{ ...withToken, forge: 'gitea', forgeProject: 'a/b' }, 'forgeUrl'],
  [{ ...withToken, forge: 'gitea', forgeProject: 'a/b', forgeUrl: 'http://169.254.169.254' }, 'forgeUrl'],
])('refuses %j at its field, without quoting secrets', async (over, path) => {
  const failure = await create(over).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'invalid_input', issues: [{ path }] });
  expect(JSON.stringify(failure) + String(failure)).not.toMatch(/ghp_no_key|two words|BEGIN RSA|:tok@/);
});

it('refuses a taken name', async () => {
  const { name } = await create();
  await expect(create({ name })).rejects.toMatchObject({ code: 'conflict', issues: [{ path: 'name' }] });
});

describe('its test', () => {
  it('fetches, and notes what was read', async () => {
    const { id } = await create();
    const result = await testGitSource(ctx, id);
    expectExactly(connectionTest, result);
    expect(result).toMatchObject({
      ok: true,
      steps: [{ name: 'Fetch the branch', detail: /^main is at [0-9a-f]{12} of/ }],
    });
    expect(await stored(id)).toMatchObject({ commitSha: /^[0-9a-f]{40}$/, fetchedAt: TEST_NOW, problem: null });
    expect(await update(id, { branch: 'other' })).toMatchObject({ commitSha: null, fetchedAt: null });
    expect(await testGitSource(ctx, id)).toMatchObject({ ok: false, steps: [{ detail: /no branch other/ }] });
    expect((await stored(id)).problem).toMatch(/no branch other/);
  });

  it('says that nobody signed where a signature is asked for', async () => {
    const { id } = await create({ signers: [SIGNER] });
    const { ok, steps } = await testGitSource(ctx, id);
    expect({ ok, steps }).toMatchObject({ ok: false, steps: [{ ok: true }, { ok: false, detail: /is not signed/ }] });
    expect(await stored(id)).toMatchObject({ commitSha: null, problem: /is not signed/ });
  });
});

it('is removed only while nothing uses it', async () => {
  const { id } = await create();
  await makeCluster(database.db, { name: 'production', sources: { create: { sourceId: id } } });
  await makeFlagSource(database.db, { name: 'flags', sourceId: id });
  expect((await update(id, { branch: 'main' })).usedBy).toEqual(['flags', 'production']);
  await expect(deleteGitSource(ctx, id)).rejects.toMatchObject({ code: 'conflict', message: /flags, production/ });
  const other = await create();
  await deleteGitSource(ctx, other.id);
  await expect(deleteGitSource(ctx, other.id)).rejects.toMatchObject({ code: 'not_found' });
});
