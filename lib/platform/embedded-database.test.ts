import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { embeddedDatabaseUrl } from './embedded-database.ts';

let folder = '';
beforeAll(async () => {
  folder = temporaryFolder('embedded');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('embeddedDatabaseUrl', () => {
  it('is undefined while no Postgres runs on the folder', () => {
    expect(embeddedDatabaseUrl(folder)).toBeUndefined();
  });

  it('takes the port of the running Postgres and the password of the installation', async () => {
    await mkdir(join(folder, 'postgres/data'), { recursive: true });
    await writeFile(join(folder, 'postgres-password'), 'a/b?c\n');
    await writeFile(join(folder, 'postgres/data/postmaster.pid'), '4711\n/data\n1893456000\n54321\n\n127.0.0.1\n');
    expect(embeddedDatabaseUrl(folder)).toBe('postgres://tidemark:a%2Fb%3Fc@127.0.0.1:54321/tidemark');
  });

  it('is undefined when the pid file is cut off', async () => {
    await writeFile(join(folder, 'postgres/data/postmaster.pid'), '4711\n');
    expect(embeddedDatabaseUrl(folder)).toBeUndefined();
  });
});
