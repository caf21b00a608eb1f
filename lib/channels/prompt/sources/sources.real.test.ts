import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { findWorkTree } from '#lib/git/work-tree.ts';
import { childEnvironment } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { SAMPLE_FILES, taskYaml } from '#lib/testing/git-server.ts';
import { readBase } from './read-base.ts';
import { readHead } from './read-head.ts';
import { suiteChanges } from './suite-changes.ts';

let folder: string;
beforeEach(() => {
  const made = temporaryFolder('sources');
  folder = join(made, 'repository');
  mkdirSync(folder);
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
});

function git(...args: string[]): string {
  const who = ['-c', 'user.name=Dev', '-c', 'user.email=dev@example.test'];
  const env = childEnvironment({ HOME: folder, GIT_CONFIG_NOSYSTEM: '1' });
  return execFileSync('git', [...who, ...args], { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' }).trim();
}

function write(files: Record<string, string | Buffer>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function commit(files: Record<string, string | Buffer>): string {
  write(files);
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '-m', 'Change');
  return git('rev-parse', 'HEAD');
}

/** A repository whose branch `topic` left `main` at the commit that is given. */
function repository(): string {
  git('init', '--quiet', '-b', 'main');
  const base = commit(SAMPLE_FILES);
  git('checkout', '--quiet', '-b', 'topic');
  return base;
}

const files = () => ({
  promptFile: join(folder, 'prompts/support.md'),
  suite: join(folder, 'evals/golden'),
  namedBy: { projectFile: join(folder, 'evals/tidemark.yaml'), agent: 'support' },
});
const head = () => readHead(findWorkTree(folder), files());
const base = (ref = 'main') => readBase(findWorkTree(folder), { ref, ...files() });

describe('head', () => {
  it('is what lies on disk, committed or not', async () => {
    const commitId = repository();
    write({ 'prompts/support.md': 'New.\n' });
    expect(await head()).toMatchObject({
      commit: commitId,
      branch: 'topic',
      prompt: { path: 'prompts/support.md', text: 'New.\n' },
      suite: [{ path: join(folder, 'evals/golden/refund.yaml') }],
    });
  });

  it('needs neither git nor a commit', async () => {
    write(SAMPLE_FILES);
    expect(await head()).toMatchObject({ commit: null, branch: null });
    git('init', '--quiet', '-b', 'main');
    expect(await head()).toMatchObject({ commit: null, branch: 'main' });
  });

  it('has no branch when a commit is checked out', async () => {
    const commitId = repository();
    git('checkout', '--quiet', '--detach');
    expect(await head()).toMatchObject({ commit: commitId, branch: null });
  });

  it('hashes a prompt the same with either line end', async () => {
    repository();
    const { prompt } = await head();
    write({ 'prompts/support.md': prompt.text.replaceAll('\n', '\r\n') });
    expect((await head()).prompt.promptHash).toBe(prompt.promptHash);
  });

  it.each([
    ['binary', Buffer.from([0x50, 0, 0x51]), /binary/],
    ['not UTF-8', Buffer.from([0x50, 0xff, 0x51]), /not UTF-8/],
    ['empty', Buffer.from(' \n'), /is empty/],
    ['too large', Buffer.alloc(600_000, 'a'), /too large: 600000 bytes/],
  ])('refuses a prompt that is %s', async (_, content, message) => {
    repository();
    write({ 'prompts/support.md': content });
    await expect(head()).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringMatching(message) });
  });

  it('names a prompt that is missing, or a folder', async () => {
    repository();
    rmSync(join(folder, 'prompts/support.md'));
    await expect(head()).rejects.toMatchObject({ message: expect.stringMatching(/support.md cannot be read/) });
    mkdirSync(join(folder, 'prompts/support.md'));
    await expect(head()).rejects.toMatchObject({ message: expect.stringMatching(/support.md is no file/) });
  });
});

describe('base', () => {
  it('is the state at which the branch left the ref, not the ref as it is now', async () => {
    const left = repository();
    commit({ 'prompts/support.md': 'Topic.\n' });
    git('checkout', '--quiet', 'main');
    commit({ 'prompts/support.md': 'Main went on.\n' });
    git('checkout', '--quiet', 'topic');
    expect(await base()).toMatchObject({
      ref: 'main',
      commit: left,
      prompt: { text: SAMPLE_FILES['prompts/support.md'] },
      suite: [{ path: 'evals/golden/refund.yaml' }],
    });
  });

  it('has no prompt and no suite where they did not exist yet', async () => {
    git('init', '--quiet', '-b', 'main');
    commit({ 'README.md': 'Shop\n' });
    git('checkout', '--quiet', '-b', 'topic');
    write(SAMPLE_FILES);
    expect(await base()).toMatchObject({ prompt: null, suite: [] });
  });

  it('has the prompt that the agent had there, whatever its file is called now', async () => {
    repository();
    write({
      'evals/tidemark.yaml': readFileSync(join(folder, 'evals/tidemark.yaml'), 'utf8').replace('support.md', 'v2.md'),
    });
    rmSync(join(folder, 'prompts/support.md'));
    write({ 'prompts/v2.md': 'New.\n' });
    const named = { ...files(), promptFile: join(folder, 'prompts/v2.md'), ref: 'main' };
    expect(await readBase(findWorkTree(folder), named)).toMatchObject({
      prompt: { path: 'prompts/support.md', text: SAMPLE_FILES['prompts/support.md'] },
    });
    expect(await readBase(findWorkTree(folder), { ...named, namedBy: null })).toMatchObject({ prompt: null });
  });

  it.each(['nowhere', '--help', 'main\nHEAD', '', 'main:prompts'])('refuses the ref %j', async (ref) => {
    repository();
    await expect(base(ref)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(/no ref .* Fetch it/s),
    });
  });

  it('says how to deepen a shallow clone', async () => {
    repository();
    commit({ 'prompts/support.md': 'Topic.\n' });
    const origin = folder;
    folder = join(dirname(origin), 'clone');
    execFileSync('git', ['clone', '--quiet', '--depth=1', '--branch=topic', `file://${origin}`, folder]);
    await expect(base('origin/main')).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(/shallow clone.*fetch-depth: 0/),
    });
    git('fetch', '--quiet', '--depth=1', 'origin', 'main:refs/remotes/origin/main');
    await expect(base('origin/main')).rejects.toMatchObject({
      message: expect.stringMatching(/does not reach back.*--unshallow/),
    });
    git('fetch', '--quiet', '--unshallow', 'origin');
    expect(await base('origin/main')).toMatchObject({ prompt: { path: 'prompts/support.md' } });
  });

  it('tells histories without a common commit, and a repository without one', async () => {
    repository();
    git('checkout', '--quiet', '--orphan', 'lonely');
    await expect(base()).rejects.toMatchObject({ message: expect.stringMatching(/no commit here yet/) });
    commit({ 'prompts/support.md': 'Other.\n' });
    await expect(base()).rejects.toMatchObject({ message: expect.stringMatching(/share no history/) });
  });

  it('needs a repository, and a prompt inside it', async () => {
    write(SAMPLE_FILES);
    await expect(base()).rejects.toMatchObject({ message: expect.stringMatching(/no git repository here/) });
    repository();
    const outside = { ...files(), namedBy: null, promptFile: join(dirname(folder), 'other.md'), ref: 'main' };
    await expect(readBase(findWorkTree(folder), outside)).rejects.toMatchObject({
      message: expect.stringMatching(/lies outside/),
    });
  });

  it('reads what a link points to', async () => {
    repository();
    symlinkSync('support.md', join(folder, 'prompts/linked.md'));
    const linked = { ...files(), promptFile: join(folder, 'prompts/linked.md'), ref: 'main' };
    expect(await readBase(findWorkTree(folder), linked)).toMatchObject({ prompt: { path: 'prompts/support.md' } });
  });
});

describe('changes of the suite', () => {
  it('are listed with what they change', async () => {
    repository();
    commit({ 'evals/golden/kept.yaml': taskYaml('kept'), 'evals/golden/gone.yaml': taskYaml('gone') });
    git('branch', '--force', 'main');
    rmSync(join(folder, 'evals/golden/gone.yaml'));
    write({
      'evals/golden/new.yaml': taskYaml('new'),
      'evals/golden/refund.yaml': taskYaml('refund').replace('value: refund', 'value: Refund'),
    });
    expect(suiteChanges((await base()).suite, (await head()).suite)).toEqual([
      { id: 'gone', kind: 'removed', detail: '' },
      { id: 'new', kind: 'added', detail: '' },
      { id: 'refund', kind: 'edited', detail: 'assertions changed' },
    ]);
  });

  it('tell when a task is taken from an agent', () => {
    const at = (text: string) => [{ path: 'evals/golden/refund.yaml', text }];
    const before = taskYaml('refund').replace('[support]', '[sales, support]');
    expect(suiteChanges(at(before), at(taskYaml('refund').replace('[support]', '[sales]')))).toEqual([
      { id: 'refund', kind: 'edited', detail: 'agents that must do it: sales, support → sales' },
    ]);
  });

  it('name baselines alone apart, with the rates before and after', () => {
    const hash = 'a'.repeat(64);
    const withPasses = (passes: number) =>
      taskYaml(
        'refund',
        `baselines:
  - {agent: support, model: m, passes: ${passes}, runs: 6, confidence: null, latencyMs: null, tokens: null, promptHash: ${hash}, taskHash: ${hash}, measuredAt: 2026-11-23T09:00:00Z, blessedBy: Ada}
`,
      );
    const at = (text: string) => [{ path: 'evals/golden/refund.yaml', text }];
    expect(suiteChanges(at(withPasses(6)), at(withPasses(2)))).toEqual([
      { id: 'refund', kind: 'baseline', detail: 'baseline of support on m: 6 of 6 → 2 of 6' },
    ]);
    expect(suiteChanges(at(withPasses(6)), at(withPasses(6).replace('tokens: null', 'tokens: 900')))).toEqual([
      { id: 'refund', kind: 'baseline', detail: 'baseline of support on m: 6 of 6 → 6 of 6' },
    ]);
    const tokens = (count: number) => withPasses(6).replace('tokens: null', `tokens: ${count}`);
    expect(suiteChanges(at(tokens(300)), at(tokens(900)))).toEqual([
      { id: 'refund', kind: 'baseline', detail: 'baseline of support on m: 6 of 6 → 6 of 6, tokens 300 → 900' },
    ]);
    expect(suiteChanges(at(withPasses(6)), at(withPasses(6).replace('Task refund', 'Another title')))).toEqual([
      { id: 'refund', kind: 'edited', detail: expect.stringMatching('what decides is the same') },
    ]);
  });
});
