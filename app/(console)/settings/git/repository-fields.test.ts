import { describe, expect, it } from 'vitest';
import { repositoryBody } from '#lib/contract/repositories.ts';
import { onlyGateway, repositoryFields, toRepositoryBody } from './repository-fields.ts';

const typed = { ...repositoryFields(null), name: 'shop', url: 'https://git.test/acme/shop.git', gatewayId: '3' };

describe('the token', () => {
  it.each([
    ['is kept', typed, undefined],
    ['is replaced', { ...typed, token: 'new' }, 'new'],
    ['is removed, whatever was typed', { ...typed, token: 'new', removeToken: true }, null],
  ])('%s', (_name, fields, expected) => {
    expect(repositoryBody.parse(toRepositoryBody(fields)).token).toBe(expected);
  });
});

it('without a forge, what was typed for one is not sent', () => {
  const fields = { ...typed, forgeUrl: 'https://git.test', forgeProject: 'acme/shop' };
  expect(toRepositoryBody(fields)).toMatchObject({ forge: 'none', forgeUrl: null, forgeProject: null });
  expect(toRepositoryBody({ ...fields, forge: 'gitea' })).toMatchObject({
    forgeUrl: 'https://git.test',
    forgeProject: 'acme/shop',
  });
});

it.each([
  [[], null],
  [[{ id: 3 }], '3'],
  [[{ id: 3 }, { id: 4 }], null],
])('of the gateways %j, %j goes without saying', (gateways, expected) => {
  expect(onlyGateway(gateways)).toBe(expected);
});

it('an empty budget is no limit, and a gateway must be chosen', () => {
  expect(toRepositoryBody({ ...typed, runBudgetUsd: '' }).runBudgetUsd).toBeNull();
  expect(repositoryBody.safeParse(toRepositoryBody({ ...typed, gatewayId: null })).success).toBe(false);
});
