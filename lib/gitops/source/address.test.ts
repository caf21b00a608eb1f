import { expect, test } from 'vitest';
import { sameRepository } from './address.ts';

test.each([
  ['https://github.com/acme/fleet', 'ssh://git@github.com/acme/fleet.git', true],
  ['git@github.com:acme/fleet.git', 'https://github.com/Acme/fleet/', true],
  ['https://github.com/acme/fleet', 'https://github.com/acme/other', false],
  ['https://github.com/acme/fleet', 'https://gitlab.com/acme/fleet', false],
  ['file:///srv/git/fleet.git', 'file:///srv/git/fleet', true],
  ['nonsense', 'nonsense', false],
])('%s and %s: %s', (one, other, same) => {
  expect(sameRepository(one, other)).toBe(same);
});
