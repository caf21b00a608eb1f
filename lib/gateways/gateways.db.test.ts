import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Actor } from '#lib/audit/actor.ts';
import { page } from '#lib/contract/common.ts';
import { gatewayView } from '#lib/contract/endpoints.ts';
import type { Context } from '#lib/platform/context.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeEndpoint, makeGateway, makeRun, makeUser, testContext } from '#lib/testing/factories.ts';
import { readAllPages } from '#lib/testing/pages.ts';
import { createGateway } from './create.ts';
import { gatewayCredentials } from './credentials.ts';
import { deleteGateway } from './delete.ts';
import { testGateway } from './test-gateway.ts';
import { updateGateway } from './update.ts';
import { listGateways } from './view.ts';

vi.stubEnv('TIDEMARK_ENCRYPTION_KEY', '07'.repeat(32));

const SECRET = 'sk-very-secret-0123456789';
const database = testDatabase();
let actor: Actor;
let ctx: Context;

beforeAll(async () => {
  actor = { kind: 'user', userId: (await makeUser(database.db, { role: 'admin' })).id };
  ctx = testContext(database.db, actor);
});

function stored(id: number) {
  return database.db.gateway.findUniqueOrThrow({ where: { id } });
}

describe('the key', () => {
  it('is sealed at rest, opens for use, and is in no answer and no audit row', async () => {
    const body = { name: 'Keyed', kind: 'litellm', baseUrl: 'https://llm.example.test/', apiKey: SECRET } as const;
    const created = await createGateway(ctx, body);
    const row = await stored(created.id);
    const listed = await listGateways(database.db, { limit: 50 });

    expectExactly(gatewayView, created);
    expectExactly(page(gatewayView), listed);
    expect(created).toMatchObject({ hasKey: true, baseUrl: 'https://llm.example.test/v1', endpointCount: 0 });
    expect(row.encryptedKey).toMatch(/^v1\./);
    expect(gatewayCredentials(row)).toEqual({
      kind: 'litellm',
      baseUrl: 'https://llm.example.test/v1',
      apiKey: SECRET,
    });
    const everything = JSON.stringify([created, listed, row, await database.db.auditLog.findMany()]);
    expect(everything).not.toContain(SECRET);
    expect(JSON.stringify([created, listed])).not.toContain(row.encryptedKey);
  });

  it('does not open for another gateway', async () => {
    const { id } = await createGateway(ctx, {
      name: 'One',
      kind: 'openai',
      baseUrl: 'http://a.test/v1',
      apiKey: SECRET,
    });
    const row = await stored(id);
    expect(() => gatewayCredentials({ ...row, id: id + 1 })).toThrow(
      expect.objectContaining({ code: 'misconfigured' }),
    );
  });

  it('stays when left out, is replaced, and is removed by null', async () => {
    const { id } = await createGateway(ctx, {
      name: 'Two',
      kind: 'openai',
      baseUrl: 'http://b.test/v1',
      apiKey: SECRET,
    });
    await updateGateway(ctx, id, { name: 'Two renamed' });
    expect(gatewayCredentials(await stored(id)).apiKey).toBe(SECRET);
    await updateGateway(ctx, id, { apiKey: 'another' });
    expect(gatewayCredentials(await stored(id)).apiKey).toBe('another');
    expect(await updateGateway(ctx, id, { apiKey: null })).toMatchObject({ hasKey: false });
    const audits = await database.db.auditLog.findMany({
      where: { subjectType: 'gateway', subjectId: String(id) },
      orderBy: { id: 'asc' },
    });
    expect(audits.map((audit) => audit.changes)).toEqual([
      null,
      { name: { from: 'Two', to: 'Two renamed' } },
      { apiKey: { from: 'stored', to: 'replaced' } },
      { apiKey: { from: 'stored', to: 'none' } },
    ]);
  });

  it('is not sent to another host without being entered again', async () => {
    const { id } = await createGateway(ctx, {
      name: 'Three',
      kind: 'openai',
      baseUrl: 'http://c.test/v1',
      apiKey: SECRET,
    });
    await expect(updateGateway(ctx, id, { baseUrl: 'http://evil.test/v1' })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'apiKey' }],
    });
    expect(await updateGateway(ctx, id, { baseUrl: 'http://d.test/v1', apiKey: 'new' })).toMatchObject({
      baseUrl: 'http://d.test/v1',
    });
  });
});

describe('changing and removing', () => {
  it('refuses a name that is taken', async () => {
    const { name } = await makeGateway(database.db);
    const other = await makeGateway(database.db);
    const taken = { code: 'conflict', issues: [{ path: 'name', message: 'is taken' }] };
    await expect(createGateway(ctx, { name, kind: 'openai', baseUrl: 'http://x.test' })).rejects.toMatchObject(taken);
    await expect(updateGateway(ctx, other.id, { name })).rejects.toMatchObject(taken);
  });

  it('writes nothing when nothing changes', async () => {
    const { id, name } = await makeGateway(database.db);
    await updateGateway(ctx, id, { name });
    expect(await database.db.auditLog.count({ where: { subjectType: 'gateway', subjectId: String(id) } })).toBe(0);
  });

  it('keeps its address while a run is asking it', async () => {
    const target = await makeEndpoint(database.db);
    const run = await makeRun(database.db, target);
    const { gatewayId } = target.endpoint;
    await expect(updateGateway(ctx, gatewayId, { baseUrl: 'http://elsewhere.test/v1' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`Run ${run.id}`),
    });
    expect(await updateGateway(ctx, gatewayId, { apiKey: SECRET })).toMatchObject({ hasKey: true });
  });

  it('is removed only when no endpoint uses it', async () => {
    const { endpoint } = await makeEndpoint(database.db);
    await expect(deleteGateway(ctx, endpoint.gatewayId)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(endpoint.name),
    });
    const free = await makeGateway(database.db);
    await deleteGateway(ctx, free.id);
    await expect(deleteGateway(ctx, free.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('pages by name without repeating or missing one', async () => {
    for (let i = 0; i < 4; i++) await makeGateway(database.db);
    const listed = await readAllPages((cursor) => listGateways(database.db, { limit: 3, cursor }));
    const all = await database.db.gateway.findMany({ orderBy: { name: 'asc' }, select: { name: true } });
    expect(listed.map((gateway) => gateway.name)).toEqual(all.map((gateway) => gateway.name));
  });
});

describe('testing the connection', () => {
  it('asks with the stored key and says what failed', async () => {
    const { id } = await createGateway(ctx, {
      name: 'Four',
      kind: 'openai',
      baseUrl: 'http://e.test/v1',
      apiKey: SECRET,
    });
    const seen: (string | null)[] = [];
    const refuse: typeof fetch = async (_url, init) => {
      seen.push(new Headers(init?.headers).get('authorization'));
      return new Response('{}', { status: 401 });
    };
    const report = await testGateway(database.db, id, 'model-1', refuse);
    expect(seen).toEqual([`Bearer ${SECRET}`]);
    expect(report).toMatchObject({ ok: false });
    expect(report.steps.at(-1)).toMatchObject({ ok: false, detail: expect.stringContaining('key was refused') });
    expect(JSON.stringify(report)).not.toContain(SECRET);
    await expect(testGateway(database.db, 999_999, 'model-1', refuse)).rejects.toMatchObject({ code: 'not_found' });
  });
});
