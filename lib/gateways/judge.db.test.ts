import { expect, it } from 'vitest';
import { DEMO_KEY } from '#demo/gateway.ts';
import { runDemoGateway } from '#demo/testing.ts';
import { judgeSuggestion, judgeTest } from '#lib/contract/judges.ts';
import { testDatabase } from '../testing/database.ts';
import { makeGateway } from '../testing/factories.ts';
import { watchOn } from '../testing/watch.ts';
import { sealGatewayKey } from './credentials.ts';
import { suggestJudgeOf } from './suggest-judge.ts';
import { testJudge } from './test-judge.ts';

const database = testDatabase();
watchOn(database);
const demo = runDemoGateway();

async function demoGateway(): Promise<number> {
  const { id } = await makeGateway(database.db, { baseUrl: `${demo.url()}/v1` });
  await database.db.gateway.update({ where: { id }, data: { encryptedKey: sealGatewayKey(id, DEMO_KEY) } });
  return id;
}

const PRICES = { inputUsdPerMillion: 3, outputUsdPerMillion: 15 };

it('suggests a judge out of the gateway’s list, without a paid call', async () => {
  await demo.call('DELETE', '/demo/requests');
  const { suggestion, models } = judgeSuggestion.parse(
    await suggestJudgeOf(database.db, await demoGateway(), 'demo-steady'),
  );
  expect(suggestion).toMatchObject({ model: 'demo-judge', reason: expect.stringContaining('another family') });
  expect(models).toContain('demo-steady');
  expect((await demo.call('GET', '/demo/requests')).body).toMatchObject({ calls: 0 });
});

it('suggests nobody where the gateway cannot be reached', async () => {
  const { id } = await makeGateway(database.db, { baseUrl: 'http://127.0.0.1:1/v1' });
  expect(await suggestJudgeOf(database.db, id, 'demo-steady')).toEqual({ models: null, suggestion: null });
  await expect(suggestJudgeOf(database.db, 999_999, 'demo-steady')).rejects.toMatchObject({ code: 'not_found' });
});

it('tests a judge on two pairs in both orders, and says what that cost', async () => {
  const test = judgeTest.parse(await testJudge(database.db, await demoGateway(), { model: 'demo-judge', ...PRICES }));
  expect(test).toMatchObject({ ok: true, calls: 4 });
  expect(test.costUsd).toBeGreaterThan(0);
  expect(test.steps.map(({ ok }) => ok)).toEqual([true, true, true, true]);
});

it.each([
  ['demo-judge-prose', 'The judge answered in prose'],
  ['demo-judge-obeys', 'It says same'],
  ['demo-judge:unauthorised', 'Key refused'],
  ['no-such-judge', 'Model unknown to the gateway'],
])('%s does not pass', async (model, detail) => {
  const test = await testJudge(database.db, await demoGateway(), { model, ...PRICES });
  expect(test.ok).toBe(false);
  expect(test.steps.filter(({ ok }) => !ok)[0]?.detail).toContain(detail);
});
