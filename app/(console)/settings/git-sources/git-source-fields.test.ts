import { expect, it } from 'vitest';
import { gitSourceBody } from '#lib/contract/drift/git-sources.ts';
import { gitSourceFields, splitKeys, toGitSourceBody } from './git-source-fields.ts';

const typed = { ...gitSourceFields(null), name: 'fleet', url: 'https://git.test/fleet.git' };
const BLOCK = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQEN\n-----END PGP PUBLIC KEY BLOCK-----';

it('an empty secret keeps the stored one, and without access none is sent', () => {
  const body = gitSourceBody.parse(toGitSourceBody({ ...typed, access: 'token' }));
  expect(body).not.toHaveProperty('secret');
  expect(toGitSourceBody({ ...typed, access: 'token', secret: 'new' })).toHaveProperty('secret', 'new');
  expect(toGitSourceBody({ ...typed, access: 'none', secret: 'new' })).not.toHaveProperty('secret');
});

it('what was typed for another access is not sent', () => {
  const fields = { ...typed, knownHosts: 'git.test ssh-ed25519 AAAA', forge: 'github' as const, forgeProject: 'a/b' };
  expect(toGitSourceBody({ ...fields, access: 'ssh' })).toMatchObject({ forge: 'none', forgeProject: null });
  expect(toGitSourceBody({ ...fields, access: 'token' })).toMatchObject({ forge: 'github', knownHosts: null });
});

it('keys are told apart, however they are pasted', () => {
  expect(splitKeys(`ssh-ed25519 AAAA a\n\n# comment\n${BLOCK}\nssh-ed25519 BBBB\n`)).toEqual([
    'ssh-ed25519 AAAA a',
    BLOCK,
    'ssh-ed25519 BBBB',
  ]);
});
