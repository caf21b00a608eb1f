import { beforeAll, expect, it } from 'vitest';
import { searchResults } from '#lib/contract/overview.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeEndpoint, makeIncident, makeRun, makeSuiteVersion } from '#lib/testing/factories.ts';
import { search } from './search.ts';

const database = testDatabase();
let ids: { endpoint: number; suite: number; run: number; incident: number; newVersion: number };

beforeAll(async () => {
  const { db } = database;
  const version = await makeSuiteVersion(db, { promptKeys: ['refuse:weapon', 'json_100%'] });
  const { endpoint, ...rest } = await makeEndpoint(db, { name: 'Checkout bot', model: 'vendor/gpt-x' }, version);
  const newer = await makeSuiteVersion(db, { suiteId: version.suiteId, number: 2, promptKeys: ['refuse:weapon'] });
  await makeSuiteVersion(db, { promptKeys: ['refuse:weapon'] });
  const run = await makeRun(db, { endpoint, ...rest }, { verdict: 'drifted' });
  const incident = await makeIncident(db, { title: 'Checkout bot answers differently', runIds: [run.id] });
  ids = {
    endpoint: endpoint.id,
    suite: version.suiteId,
    run: run.id,
    incident: incident.id,
    newVersion: newer.versionId,
  };
});

async function found(q: string): Promise<string[]> {
  const answer = await search(database.db, q);
  expectExactly(searchResults, answer);
  return answer.items.map((hit) => `${hit.kind} ${hit.href}`);
}

it('finds incidents and endpoints by name or model, whatever the case', async () => {
  const both = [`incident /incidents/${ids.incident}`, `endpoint /model/${ids.endpoint}`];
  expect(await found('checkout')).toEqual(both);
  expect(await found('GPT-X')).toEqual([`endpoint /model/${ids.endpoint}`]);
});

it('finds incidents and runs by id', async () => {
  expect(await found(String(ids.run))).toContain(`run /runs/${ids.run}`);
  expect(await found(`run ${ids.run}`)).toEqual([`run /runs/${ids.run}`]);
  expect(await found(`#${ids.incident}`)).toContain(`incident /incidents/${ids.incident}`);
  expect(await found('99999999999999999999')).toEqual([]);
});

it('finds suites, and each prompt once per suite in its newest version', async () => {
  expect(await found('title of')).toEqual(expect.arrayContaining([`suite /suites/${ids.suite}`]));
  const prompts = await found('REFUSE:');
  expect(prompts).toHaveLength(2);
  expect(prompts).toContain(`prompt /suites/${ids.suite}/versions/${ids.newVersion}`);
});

it('takes %, _ and \\ as they are', async () => {
  expect(await found('100%')).toHaveLength(1);
  expect(await found('n_1')).toHaveLength(1);
  expect(await found('%%')).toEqual([]);
  expect(await found('o_t')).toEqual([]);
  expect(await found('\\')).toEqual([]);
});
