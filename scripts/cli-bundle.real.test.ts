import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { RUNTIME_PACKAGES } from './cli-bundle.ts';
import { packCli } from './cli-package.ts';

const database = testDatabase();

/** The command line as a CI job unpacks it, in a folder without node_modules. */
let folder = '';
let installed = '';
beforeAll(async () => {
  folder = temporaryFolder('bin');
  installed = join(folder, 'package');
  execFileSync('tar', ['-xzf', await packCli(folder), '-C', folder]);
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

function tidemark(argv: string[], variables: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(installed, 'bin/tidemark.mjs'), ...argv], {
    cwd: installed,
    env: { NODE_ENV: 'production', ...variables },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('the tidemark command as installed', () => {
  it('needs no package but those its bundle loads at run time, in the versions of the product', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    const { dependencies, version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(manifest).toMatchObject({ name: 'tidemark', version, bin: { tidemark: 'bin/tidemark.mjs' } });
    expect(manifest).not.toHaveProperty('scripts');
    expect(Object.entries(manifest.dependencies)).toEqual(RUNTIME_PACKAGES.map((name) => [name, dependencies[name]]));
  });

  it('runs from its bundle alone', { timeout: 60_000 }, async () => {
    expect(tidemark(['--version'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(tidemark(['suite', 'validate'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^suites\/canary: suite canary is valid, 20 prompts/),
    });
    expect(tidemark(['suite', 'validate', 'none'])).toMatchObject({ status: 2, stdout: '' });
    expect(tidemark(['cluster', 'diff', '--kubeconfig', 'none'])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^tidemark: The kubeconfig: none cannot be read/),
    });
    expect(tidemark(['suite', 'publish', 'suites/canary'])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^tidemark: No database: DATABASE_URL is not set/),
    });
    expect(tidemark(['suite', 'publish', 'suites/canary'], { DATABASE_URL: database.url })).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Published version 1 of suite canary/),
    });
  });

  it('compares recorded answers without the encoder packages, says so, and ends', { timeout: 60_000 }, async () => {
    const rows = (repetitions: number) =>
      Array.from({ length: 20 * repetitions }, (_, index) =>
        JSON.stringify({ prompt_id: `p${index % 20}`, rep: Math.floor(index / 20), output: `Answer ${index % 20}.` }),
      ).join('\n');
    await writeFile(join(folder, 'baseline.jsonl'), rows(3));
    await writeFile(join(folder, 'current.jsonl'), rows(1));
    const command = ['compare', join(folder, 'baseline.jsonl'), join(folder, 'current.jsonl')];
    // The encoder's thread dies at a moment of its own: once may pass by luck.
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(tidemark(command)).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(/^stable: .*The sentence encoder is not installed/s),
        stderr: '',
      });
    }
  });

  it('says how to build it when it is not built', async () => {
    await rm(join(installed, 'dist'), { recursive: true });
    expect(tidemark(['--version'])).toMatchObject({ status: 2, stderr: expect.stringContaining('npm run build:cli') });
  });
});
