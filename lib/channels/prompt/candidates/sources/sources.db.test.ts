import { beforeAll, describe, expect, it } from 'vitest';
import { page } from '#lib/contract/common.ts';
import { langfuseSource, langfuseTest } from '#lib/contract/langfuse.ts';
import { quickWorld } from '#lib/langfuse/testing/world.ts';
import { adoptEnvironment } from '#lib/platform/env.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { scansOn } from '../scan/testing.ts';
import { sourceCredentials } from './credentials.ts';
import { deleteSource } from './delete.ts';
import { testSource } from './test-source.ts';
import { updateSource } from './update.ts';
import { listLangfuseSources } from './view.ts';

const SECRET = 'sk-lf-very-secret-0123456789';
const database = testDatabase();
const { ctx, langfuse, source, start, run } = scansOn(database);

beforeAll(() => adoptEnvironment({ TIDEMARK_ENCRYPTION_KEY: '07'.repeat(32) }));

const stored = (id: number) => database.db.langfuseSource.findUniqueOrThrow({ where: { id } });

describe('the secret key', () => {
  it('is sealed at rest, opens for use, and is in no answer and no audit row', async () => {
    const server = await langfuse(1);
    const made = await source(server, { secretKey: SECRET, baseUrl: `${server.url}/project/x/traces` });
    const row = await stored(made.id);
    const listed = await listLangfuseSources(database.db, { limit: 50 });
    expectExactly(langfuseSource, made);
    expectExactly(page(langfuseSource), listed);
    expect(row.encryptedSecret).toMatch(/^v1\./);
    expect(sourceCredentials(row)).toEqual({ baseUrl: server.url, publicKey: made.publicKey, secretKey: SECRET });
    expect(() => sourceCredentials({ ...row, id: row.id + 1 })).toThrow(
      expect.objectContaining({ code: 'misconfigured' }),
    );
    const everything = JSON.stringify([made, listed, row, await database.db.auditLog.findMany()]);
    expect(everything).not.toContain(SECRET);
    expect(JSON.stringify([made, listed])).not.toContain(row.encryptedSecret);
  });

  it('stays when it is left out, and never goes to another host or project', async () => {
    const made = await source(await langfuse(1), { secretKey: SECRET });
    await updateSource(ctx(), made.id, { name: 'Renamed', scoreAtMost: 0.4 });
    expect(sourceCredentials(await stored(made.id)).secretKey).toBe(SECRET);
    for (const patch of [{ baseUrl: 'https://elsewhere.test' }, { publicKey: 'pk-lf-other' }]) {
      await expect(updateSource(ctx(), made.id, patch)).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: 'secretKey' }],
      });
    }
    await updateSource(ctx(), made.id, { baseUrl: 'https://elsewhere.test', secretKey: 'sk-lf-new' });
    expect(sourceCredentials(await stored(made.id))).toMatchObject({ secretKey: 'sk-lf-new' });
  });
});

it('refuses a taken name and an unknown repository', async () => {
  const server = await langfuse(1);
  const [one, other] = [await source(server), await source(server)];
  await expect(updateSource(ctx(), other.id, { name: one.name })).rejects.toMatchObject({ code: 'conflict' });
  await expect(updateSource(ctx(), other.id, { repositoryId: 999_999 })).rejects.toMatchObject({
    code: 'invalid_input',
    issues: [{ path: 'repositoryId' }],
  });
});

it('stays what it is while it is searched', async () => {
  const made = await source(await langfuse(1));
  await start(made.id);
  await expect(updateSource(ctx(), made.id, { evaluator: 'Other' })).rejects.toMatchObject({ code: 'conflict' });
  await expect(deleteSource(ctx(), made.id)).rejects.toMatchObject({ code: 'conflict' });
  await expect(updateSource(ctx(), made.id, { agent: 'billing' })).resolves.toMatchObject({ agent: 'billing' });
});

it('is removed with its scans, unless candidates came from it', async () => {
  const [empty, used] = [await source(await langfuse(0)), await source(await langfuse(1))];
  for (const { id } of [empty, used]) await run((await start(id)).id);
  await deleteSource(ctx(), empty.id);
  await expect(stored(empty.id)).rejects.toThrow();
  await expect(deleteSource(ctx(), used.id)).rejects.toMatchObject({ code: 'conflict', message: /1 candidates/ });
});

describe('its test', () => {
  const test = (id: number) => testSource(database.db, id, quickWorld());

  it('says version, project and scores', async () => {
    const { id } = await source(await langfuse(120));
    const result = await test(id);
    expectExactly(langfuseTest, result);
    expect(result).toMatchObject({
      ok: true,
      steps: [
        { ok: true, detail: 'Version 4.2.0.' },
        { ok: true, detail: 'They are of the project Demo project.' },
        { ok: true, detail: expect.stringMatching(/^More than 100 of Review-E .* by the API of v4\.$/) },
      ],
    });
  });

  it('ends with what fails, saying how to mend it', async () => {
    const server = await langfuse(1);
    const { id } = await source(server, { secretKey: 'sk-lf-wrong' });
    expect(await test(id)).toMatchObject({ ok: false, steps: [{ ok: true }, { ok: false, detail: /HTTP 401/ }] });
    await server.close();
    expect(await test(id)).toMatchObject({ ok: false, steps: [{ ok: false, detail: /connection refused/ }] });
  });
});
