import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '../audit/actor.ts';
import { gatewayCredentials } from '../gateways/credentials.ts';
import { testDatabase } from '../testing/database.ts';
import { testContext } from '../testing/factories.ts';
import { watchOn } from '../testing/watch.ts';
import { type GatewayPlan, seedGateway, seedSuite } from './seed.ts';

const database = testDatabase();
watchOn(database);
const ctx = () => testContext(database.db, SYSTEM_ACTOR);

const DEMO: GatewayPlan = {
  name: 'demo',
  kind: 'litellm',
  baseUrl: 'http://127.0.0.1:4100',
  apiKey: 'sk-demo',
  isDemo: true,
  models: [{ name: 'demo-steady', inputUsdPerMillion: 1, outputUsdPerMillion: 2 }],
  judge: { name: 'demo-judge', inputUsdPerMillion: 3, outputUsdPerMillion: 4 },
};
const REAL: GatewayPlan = {
  name: 'gateway',
  kind: 'openai',
  baseUrl: 'https://llm.example.test/v1',
  apiKey: 'sk-real',
  isDemo: false,
  models: [{ name: 'gpt', inputUsdPerMillion: null, outputUsdPerMillion: null }],
  judge: null,
};

const gateway = async (name: string) =>
  gatewayCredentials(await database.db.gateway.findUniqueOrThrow({ where: { name } }));

let suiteId = 0;

it('publishes the shipped suite once, however often it is seeded', async () => {
  suiteId = await seedSuite(ctx(), resolve('suites/canary'));
  expect(await seedSuite(ctx(), resolve('suites/canary'))).toBe(suiteId);
  expect(await database.db.suiteVersion.count()).toBe(1);
  expect(await database.db.suitePrompt.count()).toBe(20);
});

it('makes the demo and its endpoints, and follows it to another port', async () => {
  await seedGateway(ctx(), DEMO, suiteId);
  await seedGateway(ctx(), { ...DEMO, baseUrl: 'http://127.0.0.1:4200' }, suiteId);
  expect(await gateway('demo')).toMatchObject({ baseUrl: 'http://127.0.0.1:4200/v1', apiKey: 'sk-demo' });
  expect(await database.db.endpoint.findMany()).toMatchObject([
    { name: 'demo-steady', status: 'active', inputUsdPerMillion: 1, outputUsdPerMillion: 2 },
  ]);
});

it('leaves alone what people changed on an endpoint since', async () => {
  await database.db.endpoint.updateMany({ where: { model: 'demo-steady' }, data: { name: 'Ours', concurrency: 2 } });
  await seedGateway(ctx(), DEMO, suiteId);
  expect(await database.db.endpoint.findMany()).toMatchObject([{ name: 'Ours', concurrency: 2 }]);
});

it('the demo rests as soon as a real gateway is configured', async () => {
  await seedGateway(ctx(), REAL, suiteId);
  const endpoints = await database.db.endpoint.findMany({ orderBy: { id: 'asc' } });
  expect(endpoints.map(({ model, status, judgeModel }) => [model, status, judgeModel])).toEqual([
    ['demo-steady', 'paused', 'demo-judge'],
    ['gpt', 'active', null],
  ]);
});

it('takes over a new address and a new key, and writes nothing when both are as before', async () => {
  await seedGateway(ctx(), { ...REAL, baseUrl: 'https://other.example.test', apiKey: 'sk-new' }, suiteId);
  expect(await gateway('gateway')).toMatchObject({ baseUrl: 'https://other.example.test/v1', apiKey: 'sk-new' });
  const entries = await database.db.auditLog.count();
  await seedGateway(ctx(), { ...REAL, baseUrl: 'https://other.example.test', apiKey: 'sk-new' }, suiteId);
  expect(await database.db.auditLog.count()).toBe(entries);
});

it('refuses to turn a real gateway into the demo or the other way round', async () => {
  await expect(seedGateway(ctx(), { ...DEMO, name: 'gateway' }, suiteId)).rejects.toThrow(
    'exists that is not the demo',
  );
  await expect(seedGateway(ctx(), { ...REAL, name: 'demo' }, suiteId)).rejects.toThrow('exists that is the demo');
});
