import { describe, expect, it } from 'vitest';
import { type GitSourceFacts, planGitSourceChange } from './change.ts';

const current: GitSourceFacts = {
  name: 'fleet',
  url: 'https://git.test/acme/fleet.git',
  branch: 'main',
  access: 'token',
  knownHosts: null,
  signers: [],
  forge: 'none',
  forgeUrl: null,
  forgeProject: null,
};

describe('the secret', () => {
  it.each([
    ['another server', { url: 'https://elsewhere.test/acme/fleet.git' }],
    ['another port', { url: 'https://git.test:8443/acme/fleet.git' }],
    ['another kind of access', { url: 'ssh://git@git.test/acme/fleet.git', access: 'ssh' as const }],
    ['a forge it was not entered for', { forge: 'github' as const, forgeProject: 'acme/fleet' }],
  ])('is asked for again for %s', (_, patch) => {
    expect(planGitSourceChange(current, patch)).toMatchObject({ allowed: false, field: 'secret' });
    expect(planGitSourceChange(current, { ...patch, secret: 'new' })).toMatchObject({
      allowed: true,
      changes: { secret: { from: 'stored', to: 'replaced' } },
    });
  });

  it('stays for another repository of the same server', () => {
    const plan = planGitSourceChange(current, { url: 'https://git.test/acme/other.git' });
    expect(plan).toMatchObject({ allowed: true, isMoved: true });
    expect(plan).not.toHaveProperty('changes.secret');
  });

  it('goes where none is used any more', () => {
    const changes = { access: { from: 'token', to: 'none' }, secret: { from: 'stored', to: 'none' } };
    expect(planGitSourceChange(current, { access: 'none' })).toMatchObject({ allowed: true, changes });
  });

  it('is nowhere among the changes', () => {
    const plan = planGitSourceChange(current, { secret: 'very-secret', signers: ['ssh-ed25519 AAAA'] });
    expect(plan).toMatchObject({ changes: { signers: { from: 'stored', to: 'changed' } } });
    expect(JSON.stringify(plan)).not.toContain('very-secret');
  });
});

it('says that nothing changes', () => {
  const same = { name: 'fleet', signers: [] };
  expect(planGitSourceChange(current, same)).toEqual({ allowed: true, next: current, changes: {}, isMoved: false });
});
