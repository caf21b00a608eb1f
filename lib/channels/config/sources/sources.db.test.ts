import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DemoFlagd, startDemoFlagd } from '#demo/flagd/server.ts';
import { flagSourceBody, flagSourceView } from '#lib/contract/drift/flags.ts';
import { connectionTest } from '#lib/contract/endpoints.ts';
import type { Context } from '#lib/platform/context.ts';
import { adoptEnvironment } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeDriftObject, makeGitSource } from '#lib/testing/drift-factories.ts';
import { makeUser, testContext } from '#lib/testing/factories.ts';
import { type GitServer, makeGitServer } from '#lib/testing/git-server.ts';
import { startTurns } from '../comparison/due.ts';
import { testFlagSource } from './test-source.ts';
import { listFlagSources } from './view.ts';
import { createFlagSource, deleteFlagSource, updateFlagSource } from './write.ts';

const database = testDatabase();
const data = temporaryFolder('data');
adoptEnvironment({ TIDEMARK_DATA: data, TIDEMARK_ENCRYPTION_KEY: '0'.repeat(64) });

const FLAGS = 'flags:\n  a: {state: ENABLED, variants: {on: true}}\n';

let server: GitServer;
let flagd: DemoFlagd;
let ctx: Context;
let sourceId: number;
beforeAll(async () => {
  server = makeGitServer({ 'feature-flags/a.yaml': FLAGS });
  flagd = await startDemoFlagd({ sources: { 'a.yaml': FLAGS } });
  const { id: userId } = await makeUser(database.db, { role: 'admin' });
  ctx = testContext(database.db, { kind: 'user', userId });
  ({ id: sourceId } = await makeGitSource(database.db, { url: server.url }));
});
afterAll(async () => {
  await flagd.close();
  server.remove();
  rmSync(data, { recursive: true, force: true });
});

let made = 0;
const create = (over: object = {}) => {
  made += 1;
  return createFlagSource(ctx, flagSourceBody.parse({ name: `flagd ${made}`, url: flagd.syncUrl, sourceId, ...over }));
};

it('is added with address and folder in one form, and listed', async () => {
  const view = await create({ url: `${flagd.syncUrl}/`, path: './feature-flags//' });
  expectExactly(flagSourceView, view);
  expect(view).toMatchObject({
    url: flagd.syncUrl,
    path: 'feature-flags',
    verdict: null,
    source: { canPublish: true },
  });
  expect((await listFlagSources(database.db, { limit: 50 })).items).toContainEqual(view);
});

it.each([
  ['credentials in its address', { url: 'http://me:secret@flagd:8015' }, 'url'],
  ['a path in its address', { url: 'http://flagd:8015/sync' }, 'url'],
  ['the address of cloud metadata', { url: 'http://169.254.169.254:8015' }, 'url'],
  ['no address to allow', { allowedAddresses: ['flagd'] }, 'allowedAddresses'],
  ['no certificate', { ca: 'secret' }, 'ca'],
])('is refused with %s', async (_, over, path) => {
  await expect(create(over)).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path }] });
});

it('may have a link-local address that is allowed, which stays so', async () => {
  const url = 'http://169.254.10.1:8015';
  const { id } = await create({ url, allowedAddresses: ['169.254.10.0/24'] });
  const narrower = updateFlagSource(ctx, id, { allowedAddresses: [] });
  await expect(narrower).rejects.toMatchObject({ issues: [{ path: 'url' }] });
});

it('is tried step by step', async () => {
  const { id } = await create();
  const good = await testFlagSource(ctx, id);
  expectExactly(connectionTest, good);
  expect(good).toMatchObject({ ok: true, steps: [{ detail: expect.stringMatching(/^1 flag in/) }, { ok: true }] });
  await updateFlagSource(ctx, id, { path: 'elsewhere' });
  expect(await testFlagSource(ctx, id)).toMatchObject({ ok: false, steps: [{ ok: false }, { ok: true }] });
});

it('is changed with a row in the audit log, and its name belongs to one', async () => {
  const [one, other] = [await create(), await create()];
  await updateFlagSource(ctx, one.id, { intervalSeconds: 30, enabled: false });
  const [row] = await database.db.auditLog.findMany({ orderBy: { id: 'desc' }, take: 1 });
  expect(row).toMatchObject({ action: 'flag_source.update', changes: { enabled: { from: true, to: false } } });
  await expect(updateFlagSource(ctx, one.id, { name: other.name })).rejects.toMatchObject({ code: 'conflict' });
});

it('with flags that differed stays, and is not pointed at others', async () => {
  const { id } = await create();
  await makeDriftObject(database.db, { flagSourceId: id, channel: 'config', group: 'flagd', kind: 'Flag' });
  await expect(deleteFlagSource(ctx, id)).rejects.toMatchObject({ code: 'conflict' });
  await expect(updateFlagSource(ctx, id, { path: 'other' })).rejects.toMatchObject({ code: 'conflict' });
  const { id: fresh } = await create();
  await deleteFlagSource(ctx, fresh);
  await expect(deleteFlagSource(ctx, fresh)).rejects.toMatchObject({ code: 'not_found' });
});

it('has a turn to come, once, while it is switched on', async () => {
  const { id } = await create();
  const off = await create({ enabled: false });
  await startTurns(ctx);
  await startTurns(ctx);
  const jobs = await database.db.$queryRaw<{ key: string }[]>`SELECT key FROM graphile_worker.jobs`;
  const keys = jobs.map(({ key }) => key);
  expect(keys.filter((key) => key === `flags:${id}:compare`)).toHaveLength(1);
  expect(keys).not.toContain(`flags:${off.id}:compare`);
});
