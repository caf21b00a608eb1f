import { readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { adoptEnvironment, dataFolder } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { TEST_NOW } from '#lib/testing/factories.ts';
import { type GitServer, makeGitServer, taskYaml } from '#lib/testing/git-server.ts';
import { makeRepository } from '#lib/testing/golden-factories.ts';
import { readSuiteAt } from './read-suite.ts';

const database = testDatabase();
const data = temporaryFolder('data');
adoptEnvironment({ TIDEMARK_DATA: data });
afterAll(() => rmSync(data, { recursive: true, force: true }));

let server: GitServer;
let repositoryId: number;
beforeEach(async () => {
  server = makeGitServer();
  const made = server;
  onTestFinished(() => made.remove());
  ({ id: repositoryId } = await makeRepository(database.db, { url: server.url }));
});

const read = (ref?: string) => readSuiteAt({ db: database.db, now: () => TEST_NOW }, repositoryId, { ref });
const row = () => database.db.gitRepository.findUniqueOrThrow({ where: { id: repositoryId } });

it('reads agents, prompts and tasks at the head of the branch, and notes the commit', async () => {
  const suite = await read();
  expect(suite).toMatchObject({
    commit: server.git('rev-parse', 'main'),
    project: { agents: [{ name: 'support' }] },
    tasks: [{ id: 'refund' }],
    suite: [{ path: 'evals/golden/refund.yaml', text: taskYaml('refund') }],
  });
  expect(suite.prompts.get('support')).toMatchObject({ text: 'You answer customers of a shop.\n' });
  expect(await row()).toMatchObject({ commitSha: suite.commit, syncedAt: TEST_NOW, syncError: null });
});

it('sees what was pushed since, a rewritten history too', async () => {
  await read();
  const commit = server.commit({ 'evals/golden/other.yaml': taskYaml('other') });
  expect((await read()).tasks.map(({ id }) => id)).toEqual(['other', 'refund']);
  server.git('update-ref', 'refs/heads/main', `${commit}^`);
  expect((await read()).tasks).toHaveLength(1);
});

it('reads another branch and an older commit, without noting them', async () => {
  const old = server.git('rev-parse', 'main');
  const branch = server.commit({ 'evals/golden/other.yaml': taskYaml('other') }, 'topic/one');
  expect(await read('topic/one')).toMatchObject({ commit: branch, tasks: [{ id: 'other' }, { id: 'refund' }] });
  server.commit({ 'prompts/support.md': 'New.\n' });
  expect((await read(old)).prompts.get('support')?.text).toContain('shop');
  expect(await row()).toMatchObject({ commitSha: null });
});

it('makes a damaged clone anew', async () => {
  await read();
  server.commit({ 'prompts/support.md': 'New.\n' });
  const clones = join(dataFolder(), 'git');
  const clone = readdirSync(clones).find((name) => name.startsWith(`${repositoryId}-`)) ?? '';
  rmSync(join(clones, clone, 'objects'), { recursive: true });
  expect((await read()).tasks).toHaveLength(1);
});

it('waits for a lock that may be in use, and takes one that a killed process left for none', async () => {
  await read();
  server.commit({ 'prompts/support.md': 'New.\n' });
  const clones = join(dataFolder(), 'git');
  const clone = readdirSync(clones).find((name) => name.startsWith(`${repositoryId}-`)) ?? '';
  const lock = join(clones, clone, 'refs/remotes/origin/main.lock');
  writeFileSync(lock, '');
  await expect(read()).rejects.toMatchObject({ code: 'unavailable' });
  const old = new Date(Date.now() - 3_600_000);
  utimesSync(lock, old, old);
  expect((await read()).prompts.get('support')?.text).toBe('New.\n');
});

it('serves many readers at once', async () => {
  const suites = await Promise.all(Array.from({ length: 6 }, () => read()));
  expect(new Set(suites.map(({ commit }) => commit)).size).toBe(1);
});

it('reads what was read last while the server is away, and keeps that it is', async () => {
  const { commit } = await read();
  renameSync(server.folder, `${server.folder}.away`);
  const ctx = { db: database.db, now: () => TEST_NOW };
  expect(await readSuiteAt(ctx, repositoryId, { orLast: true })).toMatchObject({ commit });
  expect(await row()).toMatchObject({ commitSha: commit, syncError: expect.stringMatching('no git repository') });
});

const HOSTILE: [string, Parameters<GitServer['commit']>[0], string, RegExp][] = [
  ['a missing project file', { 'evals/tidemark.yaml': null }, 'not_found', /no evals\/tidemark.yaml/],
  ['a missing prompt', { 'prompts/support.md': null }, 'not_found', /no prompts\/support.md/],
  ['a linked prompt', { 'prompts/support.md': { link: '/etc/passwd' } }, 'invalid_input', /link/],
  ['a linked task', { 'evals/golden/x.yaml': { link: '/etc/passwd' } }, 'invalid_input', /x.yaml:1:1 is a link/],
  ['a linked suite', { 'evals/golden': { link: '/etc' } }, 'not_found', /no golden task/],
  ['broken YAML', { 'evals/golden/x.yaml': 'id: [' }, 'invalid_input', /x.yaml:1/],
];

it.each(HOSTILE)('refuses %s', async (_name, files, code, message) => {
  server.commit(files);
  await expect(read()).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  expect((await row()).syncError).toMatch(message);
});

it('says when the branch or the server is gone', async () => {
  await expect(read('nowhere')).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringMatching('branch nowhere'),
  });
  await expect(read('--upload-pack=touch')).rejects.toMatchObject({ code: 'invalid_input' });
  await read();
  server.remove();
  await expect(read()).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching('no git repository'),
  });
});
