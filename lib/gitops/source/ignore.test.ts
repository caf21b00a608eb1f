import { expect, test } from 'vitest';
import { ignoreFilter, readIgnorePatterns } from './ignore.ts';

const ignores = (text: string, folder = '') => ignoreFilter(readIgnorePatterns(text, folder));

test.each([
  ['.git/config', true],
  ['.gitignore', true],
  ['docs/a.png', true],
  ['.github/workflows/a.yaml', true],
  ['apps/.sops.yaml', true],
  ['apps/a.yaml', false],
])('without patterns of its own, %s is left out: %s', (path, isIgnored) => {
  expect(ignores('')(path)).toBe(isIgnored);
});

test.each([
  ['*.md', 'a/b.md', true],
  ['*.md', 'a.png', false],
  ['# all\n\n/*\n!/deploy', 'src/a.yaml', true],
  ['/*\n!/deploy', 'deploy/a.yaml', false],
  ['docs/', 'docs/a.yaml', true],
  ['docs/', 'a/docs', false],
  ['/docs/', 'docs', false],
  ['**/test', 'a/b/test/c.yaml', true],
  ['a/**', 'a/b/c.yaml', true],
  ['a/*.yaml', 'a/b/c.yaml', false],
  ['a**b/c', 'axb/c', false],
  ['*.yaml\n!keep.yaml', 'x/keep.yaml', false],
  ['a.yaml   ', 'a.yaml', true],
  ['[', '[', false],
])('%j on %s: %s', (patterns, path, isIgnored) => {
  expect(ignores(patterns)(path)).toBe(isIgnored);
});

test('patterns of a folder count below it only', () => {
  const filter = ignores('*.yaml', 'apps');
  expect(filter('apps/x/a.yaml')).toBe(true);
  expect(filter('other/a.yaml')).toBe(false);
  expect(filter('.gitmodules')).toBe(true);
});
