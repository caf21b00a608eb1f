import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { adoptEnvironment, childEnvironment } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { type GitServer, makeGitServer } from '#lib/testing/git-server.ts';
import { sourceUrl } from './address.ts';
import { withCheckout } from './checkout.ts';
import type { Checkout, GitSource, LastGood } from './types.ts';

const top = temporaryFolder('sources');
adoptEnvironment({ TIDEMARK_DATA: top });
afterAll(() => rmSync(top, { recursive: true, force: true }));

const NOW = new Date('2026-03-01T12:00:00Z');
let server: GitServer;
let source: GitSource;
let clones: string;
beforeEach(() => {
  server = makeGitServer({ 'apps/a.yaml': 'a: 1\n', '.sourceignore': 'docs/\n', 'docs/x.yaml': '', 'pic.png': '' });
  clones = temporaryFolder('clones');
  source = { key: 'source-1', url: server.url, branch: 'main', access: { kind: 'none' }, signers: null, ignore: null };
});
afterEach(() => {
  server.remove();
  rmSync(clones, { recursive: true, force: true });
});

type Seen = Checkout & { files: string[] };
const read = (over: Partial<GitSource> = {}, last: LastGood | null = null, commit?: string): Promise<Seen> =>
  withCheckout({ ...source, ...over }, { last, commit, now: () => NOW, clones }, async (checkout) => {
    const files = readdirSync(checkout.folder, { recursive: true, withFileTypes: true });
    const paths = files.flatMap((file) => (file.isDirectory() ? [] : [join(file.parentPath, file.name)]));
    return { ...checkout, files: paths.map((path) => path.slice(checkout.folder.length + 1)).sort() };
  });
const head = () => server.git('rev-parse', 'main');

test('takes the head of a branch without its history, and leaves out what Flux does', async () => {
  server.commit({ 'apps/b.yaml': 'b: 1\n', 'apps/c.yaml': 'c: 1\n' });
  const { state, files, folder, skipped } = await read({ ignore: 'apps/c.yaml' });
  expect(state).toMatchObject({ commit: head(), fetchedAt: NOW, history: 'first', problem: null });
  expect(state.signature).toEqual({ kind: 'unverified' });
  expect(files).toEqual(['.sourceignore', 'apps/a.yaml', 'apps/b.yaml', 'pic.png']);
  expect(skipped).toEqual([]);
  expect(existsSync(folder)).toBe(false);
  const [clone = ''] = readdirSync(clones);
  expect(existsSync(join(clones, clone, 'shallow'))).toBe(true);
});

test('writes no files of a commit that needs none', async () => {
  const asked: string[] = [];
  const isNeeded = (commit: string) => asked.push(commit) === 0;
  const options = { last: null, isNeeded, now: () => NOW, clones };
  const files = await withCheckout(source, options, async ({ folder }) => readdirSync(folder));
  expect(files).toEqual([]);
  expect(asked).toEqual([head()]);
});

test('tells a branch that went on from one that was pushed by force', async () => {
  await read();
  expect((await read()).state.history).toBe('same');
  server.commit({ 'apps/a.yaml': 'a: 2\n' });
  server.commit({ 'apps/a.yaml': 'a: 3\n' });
  expect((await read()).state).toMatchObject({ history: 'continued', commit: head() });
  const tree = server.git('rev-parse', 'main^{tree}');
  const other = server.git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit-tree', tree, '-m', 'Other');
  server.git('update-ref', 'refs/heads/main', other);
  expect((await read()).state).toMatchObject({ history: 'rewritten', commit: other });
});

test('a branch that was set back to before the known history is taken, and told', async () => {
  const old = execFileSync('git', ['commit-tree', server.git('rev-parse', 'main^{tree}'), '-m', 'Old'], {
    cwd: server.folder,
    encoding: 'utf8',
    env: childEnvironment({
      ...{ GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b' },
      GIT_COMMITTER_DATE: '2001-01-01T00:00:00Z',
    }),
  }).trim();
  await read();
  server.git('update-ref', 'refs/heads/main', old);
  expect((await read()).state).toMatchObject({ history: 'rewritten', commit: old });
});

test('git that cannot be reached leaves the last good commit with its age', async () => {
  const { state } = await read();
  const last = { commit: state.commit, fetchedAt: new Date('2026-02-27T12:00:00Z') };
  rmSync(server.folder, { recursive: true });
  const { state: old, files } = await read({}, last);
  expect(old).toMatchObject({ ...last, problem: expect.stringContaining('no git repository') });
  expect(files).toContain('apps/a.yaml');
  await expect(read()).rejects.toThrow('no git repository');
  await expect(read({}, { ...last, commit: '0'.repeat(40) })).rejects.toThrow('no git repository');
});

test('a commit of the past can be read, and a branch that is missing is told', async () => {
  const first = head();
  server.commit({ 'apps/b.yaml': 'b: 1\n' });
  const { state, files } = await read({}, null, first);
  expect(state.commit).toBe(first);
  expect(files).not.toContain('apps/b.yaml');
  await expect(read({ branch: 'none' })).rejects.toMatchObject({ code: 'not_found' });
});

test('links and submodules are passed over and told', async () => {
  server.commit({ 'apps/passwd.yaml': { link: '/etc/passwd' }, 'up.yaml': { link: '../../x' } });
  server.git('update-index', '--add', '--cacheinfo', `160000,${head()},vendor/sub`);
  const tree = server.git('write-tree');
  const { skipped, files } = await read();
  expect(files).not.toContain('apps/passwd.yaml');
  expect(skipped).toEqual([
    { path: 'apps/passwd.yaml', kind: 'link' },
    { path: 'up.yaml', kind: 'link' },
  ]);
  const commit = server.git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit-tree', tree, '-m', 'Submodule');
  server.git('update-ref', 'refs/heads/main', commit);
  expect((await read()).skipped).toEqual([{ path: 'vendor/sub', kind: 'submodule' }]);
});

test('a folder of this machine is a source as well', async () => {
  expect((await read({ url: sourceUrl(server.folder) })).state.commit).toBe(head());
  expect(() => sourceUrl('/nowhere/at/all')).toThrow('no folder');
  expect(() => sourceUrl('ext::sh -c id')).toThrow('no folder');
  expect(() => sourceUrl('http://git.test/x')).toThrow('https://');
});

function program(name: string, ...args: string[]): string {
  return execFileSync(name, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: childEnvironment({ GNUPGHOME: join(top, 'gpg') }),
  });
}

/** Signs the tree of main anew, as `config` says, and makes it the branch. */
function sign(...config: string[]): void {
  const options = config.flatMap((each) => ['-c', each]);
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b.test'];
  const tree = server.git('rev-parse', 'main^{tree}');
  const args = [...identity, ...options, 'commit-tree', '-S', tree, '-m', 'Signed'];
  server.git(
    'update-ref',
    'refs/heads/main',
    execFileSync('git', args, {
      cwd: server.folder,
      encoding: 'utf8',
      env: childEnvironment({ GNUPGHOME: join(top, 'gpg') }),
    }).trim(),
  );
}

test('a signature of OpenSSH is checked against the keys given', async () => {
  for (const name of ['ours', 'theirs']) program('ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', join(top, name));
  const [ours = '', theirs = ''] = ['ours', 'theirs'].map((name) => readFileSync(join(top, `${name}.pub`), 'utf8'));
  await expect(read({ signers: [ours] })).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('is not signed.'),
  });
  const before = (await read()).state;
  sign('gpg.format=ssh', `user.signingkey=${join(top, 'ours')}`);
  expect((await read({ signers: [theirs, ours] })).state.signature).toMatchObject({
    kind: 'verified',
    signer: expect.stringMatching(/^SHA256:/),
  });
  await expect(read({ signers: [theirs] })).rejects.toMatchObject({ code: 'forbidden' });
  expect(before.signature.kind).toBe('unverified');
});

test('a signature of OpenPGP is checked against the keys given', async ({ skip }) => {
  const home = join(top, 'gpg');
  execFileSync('mkdir', ['-m', '700', home]);
  try {
    program('gpg', '--batch', '--passphrase', '', '--quick-gen-key', 'Dev <dev@example.test>', 'ed25519', 'sign');
  } catch {
    return skip('gpg cannot make a key on this machine');
  }
  const key = program('gpg', '--armor', '--export', 'dev@example.test');
  sign('user.signingkey=dev@example.test');
  expect((await read({ signers: [key] })).state.signature).toMatchObject({
    kind: 'verified',
    signer: expect.stringMatching(/^[0-9A-F]{40}$/),
  });
  writeFileSync(join(top, 'x'), '');
  await expect(read({ signers: ['no key at all'] })).rejects.toMatchObject({ code: 'forbidden' });
  program('gpgconf', '--kill', 'all');
});
