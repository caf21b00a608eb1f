import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { connectionTest } from '#lib/contract/endpoints.ts';
import { repositoryBody, repositoryView } from '#lib/contract/repositories.ts';
import type { Forge } from '#lib/forge/types.ts';
import { deleteGateway } from '#lib/gateways/delete.ts';
import type { Context } from '#lib/platform/context.ts';
import { adoptEnvironment } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { makeScan } from '#lib/testing/candidate-factories.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeGateway, makeUser, testContext } from '#lib/testing/factories.ts';
import { type GitServer, makeGitServer } from '#lib/testing/git-server.ts';
import { testRepository } from './test-repository.ts';
import { listRepositories } from './view.ts';
import { createRepository, deleteRepository, updateRepository } from './write.ts';

const database = testDatabase();
const data = temporaryFolder('data');
adoptEnvironment({ TIDEMARK_DATA: data, TIDEMARK_ENCRYPTION_KEY: '0'.repeat(64) });

let server: GitServer;
let ctx: Context;
let gatewayId: number;
beforeAll(async () => {
  server = makeGitServer();
  const user = await makeUser(database.db, { role: 'admin' });
  ctx = testContext(database.db, { kind: 'user', userId: user.id });
  ({ id: gatewayId } = await makeGateway(database.db));
});
afterAll(() => {
  server.remove();
  rmSync(data, { recursive: true, force: true });
});

let made = 0;
const create = (over: object) => {
  made += 1;
  return createRepository(ctx, repositoryBody.parse({ name: `agents-${made}`, url: server.url, gatewayId, ...over }));
};

it('stores the token sealed and never shows it', async () => {
  const view = await create({ url: 'https://git.test/acme/agents.git', token: 'very-secret' });
  expect(view).toMatchObject({ hasToken: true, forge: 'none', branch: 'main', gateway: { id: gatewayId } });
  expectExactly(repositoryView, view);
  const row = await database.db.gitRepository.findUniqueOrThrow({ where: { id: view.id } });
  const audits = await database.db.auditLog.findMany();
  const listed = await listRepositories(database.db, { limit: 50 });
  for (const shown of [view, row, audits, listed]) expect(JSON.stringify(shown)).not.toContain('very-secret');
});

it.each([
  ['a command', 'ext::sh -c id', 'url'],
  ['the git protocol', 'git://git.test/x', 'url'],
  ['plain http', 'http://git.test/x', 'url'],
  ['a token in the address', 'https://user:secret@git.test/x', 'url'],
  ['the short form of ssh', 'git@git.test:acme/x.git', 'url'],
  ['an option', '--upload-pack=id', 'url'],
  ['a host that is an option', 'ssh://-oProxyCommand=id/x', 'url'],
])('refuses %s', async (_name, url, field) => {
  await expect(create({ url })).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: field }] });
});

it('refuses what does not fit together', async () => {
  await expect(create({ branch: 'a..b' })).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(create({ forge: 'github' })).rejects.toMatchObject({ issues: [{ path: 'forgeProject' }] });
  await expect(create({ forge: 'gitea', forgeProject: 'a/b' })).rejects.toMatchObject({
    issues: [{ path: 'forgeUrl' }],
  });
  await expect(create({ gatewayId: 999_999 })).rejects.toMatchObject({ code: 'not_found' });
  await create({ name: 'taken' });
  await expect(create({ name: 'taken' })).rejects.toMatchObject({ code: 'conflict' });
});

it('does not send a stored token to another server', async () => {
  const { id } = await create({ url: 'https://git.test/a', token: 'tok' });
  await expect(updateRepository(ctx, id, { url: 'https://other.test/a' })).rejects.toMatchObject({
    issues: [{ path: 'token' }],
  });
  await expect(
    updateRepository(ctx, id, { forge: 'gitea', forgeProject: 'a/b', forgeUrl: 'https://other.test' }),
  ).rejects.toMatchObject({ issues: [{ path: 'token' }] });
  expect(await updateRepository(ctx, id, { url: 'https://git.test/b', nightly: false })).toMatchObject({
    nightly: false,
  });
  expect(await updateRepository(ctx, id, { url: 'https://other.test/a', token: 'new' })).toMatchObject({
    hasToken: true,
  });
  expect(await updateRepository(ctx, id, { token: null })).toMatchObject({ hasToken: false });
  expect(
    await database.db.auditLog.findFirst({ where: { subjectId: String(id) }, orderBy: { id: 'desc' } }),
  ).toMatchObject({
    action: 'repository.update',
    changes: { token: { from: 'stored', to: 'none' } },
  });
});

it('is tested step by step, and nothing is written', async () => {
  const { id } = await create({});
  const before = server.git('for-each-ref');
  const test = await testRepository(database.db, id);
  expectExactly(connectionTest, test);
  expect(test.steps.map(({ name, ok }) => [name, ok])).toEqual([
    ['Fetch the branch', true],
    ['Read project and suite', true],
    ['May push', true],
  ]);
  expect(test.steps[1]?.detail).toBe('1 golden task in evals/golden; agents: support.');
  expect(server.git('for-each-ref')).toBe(before);
});

it('a test says which step failed and goes on where it can', async () => {
  const { id } = await create({ projectPath: 'none.yaml', forge: 'github', forgeProject: 'a/b', token: 'tok' });
  const check = vi
    .fn<Forge['check']>()
    .mockRejectedValue(new TidemarkError('unauthenticated', 'GitHub refused the token.'));
  const openForge = async () => ({
    check,
    upsertComment: vi.fn(),
    openPullRequest: vi.fn(),
    pullRequestState: vi.fn(),
  });
  const { ok, steps } = await testRepository(database.db, id, { openForge });
  expect(ok).toBe(false);
  expect(steps.map((step) => step.ok)).toEqual([true, false, true, false]);
  expect(steps[1]?.detail).toContain('no none.yaml');
  expect(steps[3]?.detail).toBe('GitHub refused the token.');
  const { id: nowhere } = await create({ url: 'file:///nowhere/x.git' });
  expect((await testRepository(database.db, nowhere)).steps).toMatchObject([{ ok: false }]);
});

it('is removed only while nothing belongs to it, and holds its gateway', async () => {
  const { id } = await create({});
  await expect(deleteGateway(ctx, gatewayId)).rejects.toMatchObject({ code: 'conflict' });
  await makeScan(database.db, id);
  await expect(deleteRepository(ctx, id)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('1 Langfuse'),
  });
  const other = await create({});
  await deleteRepository(ctx, other.id);
  await expect(deleteRepository(ctx, other.id)).rejects.toMatchObject({ code: 'not_found' });
});
