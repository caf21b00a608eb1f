import { spawn } from 'node:child_process';
import type { lookup as lookUp } from 'node:dns';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { childEnvironment } from '#lib/platform/env.ts';
import { createOutboundGuard, type OutboundGuard } from '#lib/platform/outbound.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { type GitServer, makeGitServer } from '#lib/testing/git-server.ts';
import { basic, gitEnvironment } from './environment.ts';
import { openGit } from './open.ts';
import type { GitRemote } from './types.ts';

const SECRET = { user: 'x-access-token', token: 'very-secret-token' };
const top = temporaryFolder('git');
const clone = join(top, 'clone');
const home = join(top, 'home');
let repository: GitServer;
let server: Server;
let origin: string;
const asked: { path: string; authorization: string | undefined }[] = [];

beforeAll(async () => {
  for (const folder of [clone, home]) mkdirSync(folder);
  repository = makeGitServer();
  repository.git('config', 'http.receivepack', 'true');
  server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await openGit(clone, { url: repository.url, secret: null }, home).run(['init', '--bare', '--quiet', '.']);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => {
  server.closeAllConnections();
  server.close();
  repository.remove();
  rmSync(top, { recursive: true, force: true });
});

/** Git over http for who knows the token; elsewhere for `/moved`, silence for `/hangs`. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://server');
  const { authorization } = request.headers;
  asked.push({ path: pathname, authorization });
  if (pathname.startsWith('/hangs')) return;
  if (pathname.startsWith('/moved')) {
    response.writeHead(302, { location: `${origin.replace('127.0.0.1', 'localhost')}/thief${search}` }).end();
    return;
  }
  if (authorization !== `Basic ${basic(SECRET)}`) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    return;
  }
  const backend = spawn('git', ['http-backend'], {
    env: childEnvironment({
      GIT_PROJECT_ROOT: repository.folder,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: pathname.replace('/repository', ''),
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      REMOTE_USER: 'somebody',
    }),
  });
  request.pipe(backend.stdin);
  const chunks: Buffer[] = [];
  backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  backend.on('close', () => {
    const whole = Buffer.concat(chunks);
    const end = whole.indexOf('\r\n\r\n');
    for (const line of whole.toString('latin1', 0, end).split('\r\n')) {
      const [name = '', value = ''] = line.split(': ');
      if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.end(whole.subarray(end + 4));
  });
}

const fetching = (remote: GitRemote, timeoutMs = 20_000) =>
  openGit(clone, remote, home).run(['fetch', '--quiet', remote.url, '+refs/heads/main:refs/heads/main'], { timeoutMs });

test('fetches and pushes over http with the token, which git never shows', async () => {
  const remote = { url: `${origin}/repository`, secret: SECRET };
  await fetching(remote);
  const git = openGit(clone, remote, home);
  await git.run(['push', '--quiet', remote.url, 'main:refs/heads/copy']);
  expect(repository.git('rev-parse', 'copy')).toBe(repository.git('rev-parse', 'main'));
  const config = await git.run(['config', '--list', '--local']);
  expect(config).not.toContain('xtraheader');
  const { PATH: _, ...shown } = gitEnvironment(clone, remote, {}, home, {});
  expect(Object.values(shown).filter((value) => value?.includes(basic(SECRET)))).toHaveLength(1);
});

test('says that the credentials are refused, without them', async () => {
  const remote = { url: `${origin}/repository`, secret: { user: 'u', token: 'wrong-token' } };
  const error = await fetching(remote).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'unauthenticated' });
  expect(JSON.stringify([error, String(error)])).not.toContain('wrong-token');
  await expect(fetching({ ...remote, secret: null })).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('does not follow a redirect, which would take the token along', async () => {
  await expect(fetching({ url: `${origin}/moved`, secret: SECRET })).rejects.toMatchObject({ code: 'misconfigured' });
  expect(asked.filter(({ path }) => path.startsWith('/thief'))).toEqual([]);
});

/** A guard in whose eyes every name is this address. */
const guardWhere = (address: string) => {
  const resolve = (_: string, __: object, done: (error: null, found: object[]) => void) =>
    done(null, [{ address, family: 4 }]);
  // Only the form that the guard calls of all those of `dns.lookup`.
  return createOutboundGuard([], resolve as unknown as typeof lookUp);
};

test('connects to the address that was checked, and to none that is refused', async () => {
  vi.stubEnv('no_proxy', '*');
  const remote = { url: `${origin.replace('127.0.0.1', 'git.example.test')}/repository`, secret: SECRET };
  const listing = (outbound: OutboundGuard) => openGit(clone, remote, home, outbound).run(['ls-remote', remote.url]);
  expect(await listing(guardWhere('127.0.0.1'))).toContain('refs/heads/main');
  const before = asked.length;
  await expect(listing(guardWhere('169.254.169.254'))).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('git.example.test, which is 169.254.169.254'),
  });
  for (const url of ['https://169.254.169.254/x', 'ssh://git@[fe80::1]/x']) {
    await expect(openGit(clone, { url, secret: null }, home).run(['ls-remote', url])).rejects.toMatchObject({
      code: 'invalid_input',
    });
  }
  expect(asked).toHaveLength(before);
});

test('ends a command that takes too long, and one that is called off', async () => {
  const remote = { url: `${origin}/hangs`, secret: null };
  await expect(fetching(remote, 300)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('too long'),
  });
  const calledOff = new AbortController();
  setTimeout(() => calledOff.abort(new Error('called off')), 100);
  const waiting = openGit(clone, remote, home).run(['ls-remote', remote.url], { signal: calledOff.signal });
  await expect(waiting).rejects.toThrow('called off');
});

test('nobody’s own configuration, repository or hooks interfere', async () => {
  writeFileSync(join(home, '.gitconfig'), '[url "https://thief.test/"]\n insteadOf = file://\n[user]\n name = Thief\n');
  writeFileSync(join(clone, 'hooks', 'reference-transaction'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  const theirs = {
    GIT_DIR: '/nowhere',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'user.name',
    GIT_CONFIG_VALUE_0: 'Thief',
  };
  for (const [name, value] of Object.entries(theirs)) vi.stubEnv(name, value);
  await fetching({ url: repository.url, secret: null });
  const git = openGit(clone, { url: repository.url, secret: null }, home);
  expect(await git.run(['config', '--list'])).not.toMatch(/thief/i);
  const tree = (await git.run(['rev-parse', 'main^{tree}'])).trim();
  const author = { name: 'Ann <x>\n', email: 'ann@example.test', at: new Date(1_700_000_000_000) };
  const commit = (await git.run(['commit-tree', tree, '-F', '-'], { input: 'Say', author })).trim();
  expect(await git.run(['log', '-1', '--format=%an|%ae|%at|%cn', commit])).toBe(
    'Ann x|ann@example.test|1700000000|Tidemark\n',
  );
  await expect(git.run(['commit-tree', tree, '-F', '-'], { input: 'Say' })).rejects.toMatchObject({
    code: 'unavailable',
  });
});

test('runs no transport but those that are allowed', async () => {
  const git = openGit(clone, { url: repository.url, secret: null }, home);
  await expect(git.run(['ls-remote', 'ext::sh -c id'])).rejects.toMatchObject({ code: 'misconfigured' });
  await expect(git.run(['ls-remote', 'git://127.0.0.1:1/x'])).rejects.toMatchObject({ code: 'misconfigured' });
});

test('works on no repository above its folder', async () => {
  const inside = join(clone, 'refs');
  const git = openGit(inside, { url: repository.url, secret: null }, home);
  await expect(git.run(['rev-parse', 'HEAD'])).rejects.toThrow('not a git repository');
});

test('ssh is given the key of a remote, and no other', () => {
  const command = (knownHostsFile: string | null) =>
    gitEnvironment(
      '/x',
      { url: 'ssh://git@git.test/x', secret: null, ssh: { identityFile: '/k/id', knownHostsFile } },
      {},
      '/h',
      {},
    ).GIT_SSH_COMMAND;
  expect(command(null)).toMatch(/StrictHostKeyChecking=yes.* IdentitiesOnly=yes -i '\/k\/id'$/);
  expect(command('/k/hosts')).toContain("UserKnownHostsFile='/k/hosts'");
});
