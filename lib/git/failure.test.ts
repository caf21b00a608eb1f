import { expect, test } from 'vitest';
import { gitFailure } from './failure.ts';

test.each([
  ['remote: no\n ! [remote rejected] x -> x (pre-receive hook declined)', 'forbidden'],
  [' ! [rejected] x -> x (stale info)', 'conflict'],
  ["fatal: Authentication failed for 'https://git.test/'", 'unauthenticated'],
  ['git@github.com: Permission denied (publickey).', 'unauthenticated'],
  [
    'remote: Permission to a/b.git denied to c.\nfatal: unable to access: The requested URL returned error: 403',
    'unauthenticated',
  ],
  ['Host key verification failed.', 'misconfigured'],
  ["remote: Repository not found.\nfatal: repository 'https://github.com/a/b/' not found", 'not_found'],
  ["fatal: couldn't find remote ref refs/heads/x", 'not_found'],
  ['fatal: unable to access: Could not resolve host: git.test', 'unavailable'],
  ['fatal: the remote end hung up unexpectedly', 'unavailable'],
  ['', 'unavailable'],
])('%j is %s', (stderr, code) => {
  expect(gitFailure('push', stderr, 'https://git.test/a.git')).toMatchObject({ code });
});

test.each([
  ["fatal: '/srv/a.git' does not appear to be a git repository", 'unavailable'],
  ["fatal: couldn't find remote ref refs/heads/x", 'not_found'],
  [' ! [remote rejected] x -> x (pre-receive hook declined)', 'forbidden'],
])('of a folder of this machine, %j is %s', (stderr, code) => {
  expect(gitFailure('push', stderr, 'file:///srv/a.git')).toMatchObject({ code });
});

test('quotes git on one line, without control characters and without end', () => {
  const { message } = gitFailure(
    'push',
    `Counting objects: 1\rremote: \u001b[31mno\u001b[0m\n${'x'.repeat(9_000)}`,
    'https://git.test/a.git',
  );
  expect(message).not.toMatch(/\p{Cc}/u);
  expect(message.length).toBeLessThan(700);
});
