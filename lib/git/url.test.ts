import { expect, test } from 'vitest';
import { branchRef, isBranchName } from './refs.ts';
import { parseGitUrl, sameServer } from './url.ts';

test.each([
  ['https://git.test/acme/agents.git', 'https://git.test/acme/agents.git'],
  ['http://127.0.0.1:3000/a/b', 'http://127.0.0.1:3000/a/b'],
  ['ssh://git@git.test:22/a/b.git', 'ssh://git@git.test:22/a/b.git'],
  ['file:///srv/git/a.git', 'file:///srv/git/a.git'],
])('takes %s', (text, url) => {
  expect(parseGitUrl(text)).toBe(url);
});

test.each([
  'ext::sh -c id',
  'git@git.test:a/b.git',
  'http://git.test/a',
  'https://u:p@git.test/a',
  'https://u@git.test/a',
  'file://host/a',
  'https://git.test/a?b',
  'https://git.test/a b',
  'ssh://-oProxyCommand=id/a',
  'https://git.test',
  '-a',
  '/srv/a',
  '',
])('refuses %s', (text) => {
  expect(() => parseGitUrl(text)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
});

test('tells one server from another', () => {
  expect(sameServer('https://git.test/a', 'https://git.test/b')).toBe(true);
  expect(sameServer('https://git.test/a', 'https://git.test:8443/a')).toBe(false);
  expect(sameServer('ssh://git@git.test/a', 'https://git.test/a')).toBe(false);
});

test.each(['-x', 'a..b', 'a b', 'a~1', 'x.lock', '/a', 'a/', '@', 'a:b', '', '.a', 'a/.b', 'a\u0000'])(
  'no branch is called %j',
  (name) => {
    expect(isBranchName(name)).toBe(false);
    expect(() => branchRef(name)).toThrow();
  },
);
