import { expect, it } from 'vitest';
import { searchResults } from '#lib/contract/overview.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeGoldenRun, makeGoldenTaskResult, makeRepository } from '#lib/testing/golden-factories.ts';
import { search } from './search.ts';

const database = testDatabase();

it('finds golden tasks by id or title, and golden runs by id', async () => {
  const { db } = database;
  const run = await makeGoldenRun(db, await makeRepository(db, { name: 'acme/shop' }), { verdict: 'fail' });
  await makeGoldenTaskResult(db, run.id, { taskId: 'refund-limit', title: 'Pays nothing out', outcome: 'regressed' });
  const task = {
    ...{ kind: 'golden_task', id: 'acme/shop/refund-limit', title: 'Pays nothing out' },
    ...{ detail: 'refund-limit · acme/shop · Regressed', href: '/suites/golden/refund-limit?repository=acme%2Fshop' },
  };
  for (const q of ['REFUND', 'nothing out']) {
    const answer = await search(db, q);
    expectExactly(searchResults, answer);
    expect(answer.items).toEqual([task]);
  }
  expect((await search(db, `golden run ${run.id}`)).items).toMatchObject([
    { kind: 'golden_run', id: run.id, href: `/prompt/runs/${run.id}` },
  ]);
  expect((await search(db, 'golden run 999')).items).toEqual([]);
});
