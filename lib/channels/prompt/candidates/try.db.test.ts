import { expect, it } from 'vitest';
import { runDemoGateway } from '#demo/testing.ts';
import { candidateTry, tryEstimate } from '#lib/contract/candidates.ts';
import { makeCandidate } from '#lib/testing/candidate-factories.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeUser, testContext } from '#lib/testing/factories.ts';
import { taskYaml } from '#lib/testing/git-server.ts';
import { goldenWatchOn } from '#lib/testing/golden-watch.ts';
import { estimateCandidateTry, tryCandidate } from './try.ts';

const database = testDatabase();
const golden = goldenWatchOn(database);
const gateway = runDemoGateway();

async function setUp(options: { budgetUsd?: number } = {}) {
  const { repository } = await golden.repository(gateway.url(), { tasks: ['refund-over-limit'], ...options });
  const { id } = await makeCandidate(database.db, { repositoryId: repository.id });
  const user = await makeUser(database.db, { role: 'curator' });
  return { id, gatewayId: repository.gatewayId, ctx: testContext(database.db, { kind: 'user', userId: user.id }) };
}

const BODY = { draft: taskYaml('case'), agent: 'support', model: 'demo-agent' };

it('runs a draft once against agent and model, and stores nothing but that it did', async () => {
  const { ctx, id } = await setUp();
  const estimate = await estimateCandidateTry(ctx, id, BODY);
  expectExactly(tryEstimate, estimate);
  expect(estimate).toMatchObject({ calls: 1, maxCostUsd: null, budgetUsd: null });
  const tried = await tryCandidate(ctx, id, BODY);
  expectExactly(candidateTry, tried);
  expect(tried.attempt).toMatchObject({ taskId: 'case', side: 'head', turns: 1, calls: 1 });
  expect(tried.attempt.output).not.toBe('');
  expect(await database.db.goldenAttempt.count()).toBe(0);
  expect(await database.db.auditLog.findFirst({ where: { subjectId: String(id) } })).toMatchObject({
    action: 'candidate.try',
  });
});

it('refuses what could cost more than the repository allows', async () => {
  const { ctx, id, gatewayId } = await setUp({ budgetUsd: 0.000_001 });
  const suite = await database.db.suite.create({ data: { key: 's', title: 'S' } });
  const prices = { inputUsdPerMillion: 100, outputUsdPerMillion: 100 };
  for (const model of ['demo-agent', 'demo-judge']) {
    await database.db.endpoint.create({ data: { name: model, model, gatewayId, suiteId: suite.id, ...prices } });
  }
  const before = await gateway.call('GET', '/demo/requests');
  await expect(tryCandidate(ctx, id, BODY)).rejects.toMatchObject({ code: 'conflict' });
  expect((await gateway.call('GET', '/demo/requests')).body).toEqual(before.body);
});

it.each([
  ['a broken draft', { draft: 'id: [' }],
  ['an unknown agent', { agent: 'sales' }],
  ['an unknown model', { model: 'other' }],
])('refuses %s', async (_name, over) => {
  const { ctx, id } = await setUp();
  await expect(tryCandidate(ctx, id, { ...BODY, ...over })).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(tryCandidate(ctx, 999_999, BODY)).rejects.toMatchObject({ code: 'not_found' });
});
