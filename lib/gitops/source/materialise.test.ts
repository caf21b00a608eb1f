import { expect, test } from 'vitest';
import { sortEntries } from './materialise.ts';
import { splitCommit } from './signature.ts';

const entry = (path: string, mode = '100644', size: number | null = 1) => ({ mode, id: '0', size, path });

test.each(['../x', 'a/../../x', '.git/config', 'a/.GIT/hooks/x', 'a//b', './a', 'a\\..\\b'])(
  '%s is not written',
  (path) => {
    expect(sortEntries([entry(path), entry('ok.yaml')])).toMatchObject({
      files: [{ path: 'ok.yaml' }],
      skipped: [{ path, kind: 'unsafe_path' }],
    });
  },
);

test('a file that is too large is told', () => {
  expect(sortEntries([entry('big', '100644', 1e9)]).skipped).toEqual([{ path: 'big', kind: 'too_large' }]);
});

test('a commit is split into what was signed and the signature', () => {
  expect(splitCommit('tree 1\nauthor a\ngpgsig -----BEGIN\n abc\n -----END\nencoding x\n\nMessage\n')).toEqual({
    payload: 'tree 1\nauthor a\nencoding x\n\nMessage\n',
    signature: '-----BEGIN\nabc\n-----END\n',
  });
  expect(splitCommit('tree 1\n\ngpgsig in the message\n')).toBeNull();
});
