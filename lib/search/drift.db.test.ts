import { expect, it } from 'vitest';
import { searchResults } from '#lib/contract/overview.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeCluster, makeDriftObject, makeFlagSource } from '#lib/testing/drift-factories.ts';
import { search } from './search.ts';

const database = testDatabase();

it('finds clusters by name, and objects and flags by any part of their name', async () => {
  const { db } = database;
  const cluster = await makeCluster(db, { name: 'prod-eu', verdict: 'drifted' });
  const owned = { clusterId: cluster.id, namespace: 'payments', name: 'gateway_a' };
  await makeDriftObject(db, { ...owned, name: 'gateway-x', state: 'clean' });
  const object = await makeDriftObject(db, owned);
  const flagd = await makeFlagSource(db, { name: 'flags-eu' });
  const flag = { channel: 'config', group: 'flagd', kind: 'Flag', namespace: '', name: 'new-checkout' } as const;
  await makeDriftObject(db, { flagSourceId: flagd.id, ...flag });
  const found = async (q: string) => {
    const answer = await search(db, q);
    expectExactly(searchResults, answer);
    return answer.items.map(({ title, detail, href }) => [title, detail, href]);
  };
  expect(await found('PROD-EU')).toEqual([['prod-eu', 'Cluster · Drifted', `/code?clusterId=${cluster.id}`]]);
  expect(await found('payments/gateway_a')).toEqual([
    ['Deployment payments/gateway_a', 'prod-eu · Drifts', `/code/objects/${object.id}`],
  ]);
  expect((await found('deployment gateway')).map(([title]) => title)).toEqual([
    'Deployment payments/gateway_a',
    'Deployment payments/gateway-x',
  ]);
  expect(await found('checkout')).toMatchObject([
    ['Flag new-checkout', 'flags-eu · Drifts', expect.stringMatching(/^\/config\/flags\/\d+$/)],
  ]);
  expect(await found('/')).toEqual([]);
});
