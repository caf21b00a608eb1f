import { expect, it } from 'vitest';
import { openGitSource, sealGitSecret } from './open.ts';

const KEY = Buffer.alloc(32, 7);
const row = {
  id: 3,
  url: 'https://git.example.org/fleet.git',
  branch: 'main',
  access: 'none' as const,
  encryptedSecret: null,
  knownHosts: null,
  signers: [],
  forge: 'none' as const,
};
const sealed = (secret: string, id = 3) => sealGitSecret(id, secret, KEY);

it('opens what git is read with', () => {
  const { url, branch } = row;
  const opened = { key: 'git-source-3', url, branch, access: { kind: 'none' }, signers: null };
  expect(openGitSource(row, KEY)).toEqual(opened);
  const ssh = {
    ...row,
    access: 'ssh' as const,
    encryptedSecret: sealed('PRIVATE'),
    knownHosts: 'git ssh-ed25519 AAAA',
  };
  expect(openGitSource({ ...ssh, signers: ['ssh-ed25519 AAAA'] }, KEY)).toMatchObject({
    access: { kind: 'ssh', privateKey: 'PRIVATE', knownHosts: 'git ssh-ed25519 AAAA' },
    signers: ['ssh-ed25519 AAAA'],
  });
});

it.each([
  ['github', 'tok', { user: 'x-access-token', token: 'tok' }],
  ['gitlab', 'a:tok', { user: 'oauth2', token: 'a:tok' }],
  ['none', 'deploy:tok', { user: 'deploy', token: 'tok' }],
] as const)('gives a token of %s its user', (forge, token, access) => {
  const stored = { ...row, forge, access: 'token' as const, encryptedSecret: sealed(token) };
  expect(openGitSource(stored, KEY).access).toEqual({ kind: 'token', ...access });
});

it('opens no secret of another source, and none that is missing', () => {
  const stored = { ...row, access: 'token' as const };
  expect(() => openGitSource({ ...stored, encryptedSecret: sealed('tok', 4) }, KEY)).toThrow(/git-source:3 cannot be/);
  expect(() => openGitSource(stored, KEY)).toThrow(/no stored secret/);
});
