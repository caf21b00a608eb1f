import { describe, expect, it } from 'vitest';
import { apiAddress, forgePages, gitLabProject, ownerAndName } from './address.ts';
import { commentMarker } from './marker.ts';
import type { ForgeKind } from './types.ts';

describe('apiAddress', () => {
  it.each<[ForgeKind, string | null, string]>([
    ['github', null, 'https://api.github.com'],
    ['github', ' ', 'https://api.github.com'],
    ['github', 'https://github.com', 'https://api.github.com'],
    ['github', 'https://www.github.com/', 'https://api.github.com'],
    ['github', 'https://api.github.com', 'https://api.github.com'],
    ['github', 'https://acme.ghe.com', 'https://api.acme.ghe.com'],
    ['github', 'https://git.acme.example/', 'https://git.acme.example/api/v3'],
    ['github', 'https://git.acme.example/api/v3/', 'https://git.acme.example/api/v3'],
    ['github', 'https://notgithub.com.example', 'https://notgithub.com.example/api/v3'],
    ['gitlab', null, 'https://gitlab.com/api/v4'],
    ['gitlab', 'https://acme.example/gitlab/', 'https://acme.example/gitlab/api/v4'],
    ['gitlab', 'https://acme.example/gitlab/api/v4', 'https://acme.example/gitlab/api/v4'],
    ['gitea', 'http://127.0.0.1:3000', 'http://127.0.0.1:3000/api/v1'],
    ['gitea', 'http://127.0.0.1:3000/api/v1', 'http://127.0.0.1:3000/api/v1'],
  ])('%s at %j is spoken to at %s', (kind, url, address) => {
    expect(apiAddress({ kind, url })).toBe(address);
  });

  it.each([
    [null, 'Gitea needs the address'],
    ['ftp://x', 'must start with http'],
    ['nonsense', 'must start with http'],
    ['https://user:secret@x.example', 'must not hold a user name'],
  ])('refuses %j', (url, reason) => {
    const address = () => apiAddress({ kind: 'gitea', url });
    expect(address).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    expect(address).toThrow(reason);
    expect(address).not.toThrow('secret');
  });
});

describe('forgePages', () => {
  it.each<[ForgeKind, string | null, string, string]>([
    ['github', null, 'acme/bots', 'https://github.com/acme/bots/compare/a...b'],
    ['github', 'https://api.github.com', 'acme/bots', 'https://github.com/acme/bots/compare/a...b'],
    ['github', 'https://git.acme.example/api/v3', 'acme/bots', 'https://git.acme.example/acme/bots/compare/a...b'],
    ['gitlab', null, 'acme/all/bots', 'https://gitlab.com/acme/all/bots/-/compare/a...b'],
    ['gitlab', 'https://x.example/git/', 'acme/bots', 'https://x.example/git/acme/bots/-/compare/a...b'],
    ['gitea', 'http://127.0.0.1:3000', 'acme/bots', 'http://127.0.0.1:3000/acme/bots/compare/a...b'],
  ])('%s at %j compares %s at %s', (kind, url, project, address) => {
    expect(forgePages({ kind, url, project })?.compare('a', 'b')).toBe(address);
  });

  it.each<[ForgeKind, string]>([
    ['github', 'https://github.com/acme/bots/blob/abc/apps/a%20b/web.yaml'],
    ['gitlab', 'https://gitlab.com/acme/bots/-/blob/abc/apps/a%20b/web.yaml'],
    ['gitea', 'https://git.example/acme/bots/src/commit/abc/apps/a%20b/web.yaml'],
  ])('%s shows a file at %s', (kind, address) => {
    const pages = forgePages({ kind, url: kind === 'gitea' ? 'https://git.example' : null, project: 'acme/bots' });
    expect(pages?.file('abc', 'apps/a b/web.yaml')).toBe(address);
  });

  it.each<[ForgeKind, string | null, string]>([
    ['gitlab', null, '123'],
    ['gitea', null, 'acme/bots'],
    ['github', null, 'acme/<script>'],
  ])('has none for %s at %j with %s', (kind, url, project) => {
    expect(forgePages({ kind, url, project })).toBeNull();
  });
});

describe('ownerAndName', () => {
  it('takes a repository apart', () => {
    expect(ownerAndName('acme/my.agents-2')).toEqual({ owner: 'acme', repo: 'my.agents-2' });
  });

  it.each(['', 'acme', 'acme/a/b', '../x', 'acme/..', 'acme/a?b', 'https://github.com/acme/a'])(
    'refuses %j',
    (project) => {
      expect(() => ownerAndName(project)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    },
  );
});

describe('gitLabProject', () => {
  it.each(['42', 'acme/agents', 'acme/teams/agents'])('takes %j', (project) => {
    expect(gitLabProject(project)).toBe(project);
  });

  it.each(['', 'acme', '..', '../..', 'acme//a', 'acme/a b'])('refuses %j', (project) => {
    expect(() => gitLabProject(project)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });
});

it('a marker is one HTML comment whatever the names', () => {
  const marker = commentMarker('gate', { agent: 'support', model: 'a-->b\n"c" ü' });
  expect(marker).toBe('<!-- tidemark gate agent=support model=a--%3Eb%0A%22c%22%20%C3%BC -->');
});
