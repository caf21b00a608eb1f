import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { runCaptured } from './testing.ts';

let folder = '';
beforeAll(async () => {
  folder = temporaryFolder('cli');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const RECORDS = [0, 1, 2].map((index) => JSON.stringify({ prompt_id: `a:${index}`, prompt: 'Yes or no?' })).join('\n');

describe('tidemark', () => {
  it('prints the version of the package', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8'));
    expect(await runCaptured(['--version'])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each([
    [[]],
    [['suite']],
    [['suite', 'validate']],
    [['suite', 'show']],
    [['suite', 'import']],
    [['suite', 'publish']],
  ])('has help with examples for %j', async (command) => {
    const { exitCode, stdout, stderr } = await runCaptured([...command, '--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: ${['tidemark', ...command].join(' ')}`));
    expect(stdout).toMatch(/Examples:\n {2}tidemark /);
  });

  it.each([
    [['nonsense'], /unknown command 'nonsense'/],
    [['suite', 'validate', '--nonsense'], /unknown option '--nonsense'/],
    [['suite', 'publish'], /missing required argument 'path'/],
    [['suite', 'import', 'x.jsonl'], /required option '--key <key>' not specified/],
    [['suite', 'import', 'x.jsonl', '--limit', '0'], /'0' is invalid.*whole number above 0/],
    [['suite', 'import', 'x.jsonl', '--stratum', 'tall'], /Allowed choices are short, behaviour/],
  ])('says what is wrong with %j, and ends with 2', async (argv, reason) => {
    const { exitCode, stdout, stderr } = await runCaptured(argv);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(reason);
    expect(stderr).toMatch(/^tidemark: /);
  });
});

describe('tidemark suite validate', () => {
  it('finds the suite of the product valid', async () => {
    const { exitCode, stdout } = await runCaptured(['suite', 'validate']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^suites\/canary: suite canary is valid, 20 prompts, content hash [0-9a-f]{64}\n$/);
  });

  it('names file, line and reason, and ends with 2', async () => {
    const path = await file('bad.yaml', 'suite: x\ntitle: X\nprompts:\n  - id: a\n    whi: typo\n');
    const { exitCode, stdout, stderr } = await runCaptured(['suite', 'validate', 'suites/canary', path]);
    expect(exitCode).toBe(2);
    expect(stdout).toContain('suites/canary: suite canary is valid');
    expect(stdout).toContain(`${path}:5:5 unknown key "whi" in "prompts"[0]\n`);
    expect(stderr).toBe(`tidemark: Not valid: ${path}\n`);
  });

  it('prints JSON for programs', async () => {
    const path = await file('broken.yaml', 'suite: [');
    const { exitCode, stdout } = await runCaptured(['suite', 'validate', path, '--json']);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject([{ path, valid: false, problems: [{ file: path, line: 1 }] }]);
  });

  it('says when there is nothing at a path', async () => {
    const { exitCode, stderr } = await runCaptured(['suite', 'validate', join(folder, 'none')]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^tidemark: There is no suite at .*none: ENOENT/);
  });
});

describe('tidemark suite show', () => {
  it('lists the prompts', async () => {
    const { exitCode, stdout } = await runCaptured(['suite', 'show', 'suites/canary']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Tidemark canary suite \(canary\), content hash [0-9a-f]{64}\n/);
    expect(stdout).toMatch(/reasoning:looks-prime +reasoning +short +16 +one of PRIME, COMPOSITE/);
  });

  it('prints the suite as JSON', async () => {
    const { stdout } = await runCaptured(['suite', 'show', '--json']);
    expect(JSON.parse(stdout).prompts).toHaveLength(20);
  });
});

describe('tidemark suite import', () => {
  const NAMES = ['--key', 'recorded', '--title', 'Recorded'];

  it('prints a suite that is valid', async () => {
    const source = await file('p.jsonl', RECORDS);
    const { exitCode, stdout, stderr } = await runCaptured(['suite', 'import', source, ...NAMES, '--limit', '2']);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^Imported 2 prompts, content hash /);
    const path = await file('imported.yaml', stdout);
    expect((await runCaptured(['suite', 'validate', path])).exitCode).toBe(0);
  });

  it('writes to a new file, and replaces one only when told to', async () => {
    const source = await file('q.jsonl', RECORDS);
    const out = join(folder, 'new', 'q.yaml');
    const command = ['suite', 'import', source, ...NAMES, '--out', out];
    expect(await runCaptured(command)).toMatchObject({ exitCode: 0, stdout: '' });
    expect(await runCaptured(command)).toMatchObject({ exitCode: 5, stderr: expect.stringMatching(/add --force/) });
    expect(await runCaptured([...command, '--force'])).toMatchObject({ exitCode: 0 });
  });

  it('names the bad lines', async () => {
    const source = await file('bad.jsonl', `${RECORDS}\n{"prompt_id": "a:3"}\nno`);
    const { exitCode, stdout, stderr } = await runCaptured(['suite', 'import', source, ...NAMES]);
    expect(exitCode).toBe(2);
    expect(stdout).toBe(`${source}:4:1 "prompt" is missing\n${source}:5:1 is not a line of JSON\n`);
    expect(stderr).toMatch(/was not imported/);
  });
});

describe('tidemark suite publish', () => {
  it.each([
    ['no database', { TIDEMARK_DATA: '/nowhere/at/all' }, 2, /No database: DATABASE_URL is not set.*npm start/],
    [
      'a server that is not there',
      { DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x' },
      6,
      /127\.0\.0\.1:1 \(connection refused\)/,
    ],
    ['a URL of another kind', { DATABASE_URL: 'mysql://x' }, 2, /DATABASE_URL must start with postgres/],
  ])('says what is wrong with %s', async (_name, variables, expected, reason) => {
    const { exitCode, stderr } = await runCaptured(['suite', 'publish', 'suites/canary'], variables);
    expect(exitCode).toBe(expected);
    expect(stderr).toMatch(reason);
    expect(stderr).not.toContain('secret');
  });

  it('checks the suite before it asks for a database', async () => {
    const path = await file('worse.yaml', 'suite: x');
    const { exitCode, stderr } = await runCaptured(['suite', 'publish', path]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${path}:1:1 "prompts" is missing`);
  });
});
