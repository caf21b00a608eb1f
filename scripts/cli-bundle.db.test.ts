import { spawnSync } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { bundleCli } from './cli-bundle.ts';

const database = testDatabase();

/** What the packed product consists of, in a folder without node_modules. */
let installed = '';
beforeAll(async () => {
  installed = temporaryFolder('bin');
  for (const part of ['package.json', 'bin', 'suites']) await cp(part, join(installed, part), { recursive: true });
}, 60_000);
afterAll(() => rm(installed, { recursive: true, force: true }));

function tidemark(argv: string[], variables: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(installed, 'bin/tidemark.mjs'), ...argv], {
    cwd: installed,
    env: { NODE_ENV: 'production', ...variables },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('the tidemark command as installed', () => {
  it('says how to build it when it is not built', () => {
    expect(tidemark(['--version'])).toMatchObject({ status: 2, stderr: expect.stringContaining('npm run build:cli') });
  });

  it('runs from its bundle alone', { timeout: 60_000 }, async () => {
    await bundleCli(join(installed, 'dist'));
    expect(tidemark(['--version'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(tidemark(['suite', 'validate'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^suites\/canary: suite canary is valid, 20 prompts/),
    });
    expect(tidemark(['suite', 'validate', 'none'])).toMatchObject({ status: 2, stdout: '' });
    expect(tidemark(['suite', 'publish', 'suites/canary'])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^tidemark: No database: DATABASE_URL is not set/),
    });
    expect(tidemark(['suite', 'publish', 'suites/canary'], { DATABASE_URL: database.url })).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Published version 1 of suite canary/),
    });
  });
});
