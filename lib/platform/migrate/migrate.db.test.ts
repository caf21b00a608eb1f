import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { migrate } from './apply.ts';
import { onConnection } from './connection.ts';
import { diffFromMigrations } from './diff.ts';

const shipped = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));
const schema = fileURLToPath(new URL('../../../prisma/schema.prisma', import.meta.url));

describe('the shipped migrations', () => {
  const database = testDatabase();

  it('are not applied twice', async () => {
    expect(await migrate(database.url, shipped)).toEqual([]);
  });

  it('make what prisma/schema.prisma describes', async () => {
    expect(await diffFromMigrations(database.url, shipped, schema)).toBe('');
  });

  it('come with the schema of the job queue', async () => {
    const { rows } = await onConnection(database.url, (client) =>
      client.query("SELECT to_regclass('graphile_worker.migrations') IS NOT NULL AS present"),
    );
    expect(rows).toEqual([{ present: true }]);
  });
});

describe('migrate', () => {
  let folder: string;
  let url: string;
  let serial = 0;

  beforeAll(async () => {
    folder = temporaryFolder('migrations');
  });
  afterAll(() => rm(folder, { recursive: true }));

  beforeEach(async () => {
    const name = `migrate_${serial++}`;
    await onConnection(inject('postgresUrl'), (client) => client.query(`CREATE DATABASE ${name}`));
    url = Object.assign(new URL(inject('postgresUrl')), { pathname: `/${name}` }).href;
    await rm(folder, { recursive: true });
    await add('20260101000000_first', 'CREATE TABLE first (id int);');
  });

  async function add(name: string, sql: string): Promise<void> {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'migration.sql'), sql);
  }

  it('applies what is new, in order', async () => {
    expect(await migrate(url, folder)).toEqual(['20260101000000_first']);
    await add('20260103000000_third', 'ALTER TABLE second ADD COLUMN name text;');
    await add('20260102000000_second', 'CREATE TABLE second (id int);');
    expect(await migrate(url, folder)).toEqual(['20260102000000_second', '20260103000000_third']);
  });

  it('keeps semicolons inside function bodies', async () => {
    await add(
      '20260102000000_function',
      'CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END; $$; SELECT one();',
    );
    expect(await migrate(url, folder)).toHaveLength(2);
  });

  it('migrates once when two processes start together', async () => {
    const applied = await Promise.all([migrate(url, folder), migrate(url, folder)]);
    expect(applied.flat()).toEqual(['20260101000000_first']);
  });

  it('keeps nothing of a migration that fails, and tries it again once it is mended', async () => {
    await add('20260102000000_broken', 'CREATE TABLE kept (id int); CREATE TABLE kept (id int);');
    await expect(migrate(url, folder)).rejects.toThrow(
      /Migration 20260102000000_broken failed, nothing of it was kept: .*relation "kept" already exists/s,
    );
    await add('20260102000000_broken', 'CREATE TABLE kept (id int);');
    expect(await migrate(url, folder)).toEqual(['20260102000000_broken']);
  });

  it('refuses a migration that was changed after it had been applied', async () => {
    await migrate(url, folder);
    await add('20260101000000_first', 'CREATE TABLE first (id bigint);');
    await expect(migrate(url, folder)).rejects.toThrow(/20260101000000_first was changed/);
  });

  it('refuses a database that a newer release migrated', async () => {
    const newer = `${folder}-newer`;
    await cp(folder, newer, { recursive: true });
    await mkdir(join(newer, '20270101000000_newer'));
    await writeFile(join(newer, '20270101000000_newer', 'migration.sql'), 'SELECT 1;');
    await migrate(url, newer);
    await rm(newer, { recursive: true });
    await expect(migrate(url, folder)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('refuses a database that holds other tables', async () => {
    await onConnection(url, (client) => client.query('CREATE TABLE of_somebody_else (id int)'));
    await expect(migrate(url, folder)).rejects.toThrow(/a database of its own/);
  });
});

describe('a wrong DATABASE_URL', () => {
  const change = (part: Partial<URL>) => Object.assign(new URL(inject('postgresUrl')), part).href;

  it.each([
    ['no URL', () => 'nonsense', 'misconfigured', /not a URL of the form/],
    ['nobody listens', () => change({ port: '1' }), 'unavailable', /127\.0\.0\.1:1 \(connection refused\)/],
    ['unknown database', () => change({ pathname: '/nope' }), 'misconfigured', /no database "nope"/],
    ['wrong password', () => change({ password: 'wrong' }), 'misconfigured', /refuses the login of user "tidemark"/],
    [
      'unknown host',
      () => change({ hostname: 'nowhere.invalid' }),
      'misconfigured',
      /nowhere\.invalid:\d+\) cannot be found/,
    ],
  ])('is told clearly: %s', async (_, url, code, message) => {
    const failure = await migrate(url(), shipped).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(String(failure)).not.toContain(new URL(inject('postgresUrl')).password);
  });
});
