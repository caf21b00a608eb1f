import { afterAll, beforeAll } from 'vitest';
import { describeGatewayContract } from '#lib/gateway/testing/contract.ts';
import { DEMO_KEY, type DemoGateway, startDemoGateway } from './gateway.ts';

// A little latency, or the shortest timeout could be met.
const latencyMs = 20;
const gateways: Record<'litellm' | 'openai', DemoGateway | null> = { litellm: null, openai: null };

beforeAll(async () => {
  gateways.litellm = await startDemoGateway({ latencyMs });
  gateways.openai = await startDemoGateway({ latencyMs, dialect: 'openai' });
});

afterAll(async () => {
  await gateways.litellm?.close();
  await gateways.openai?.close();
});

for (const kind of ['litellm', 'openai'] as const) {
  describeGatewayContract(`demo, ${kind} dialect`, () => ({
    kind,
    baseUrl: gateways[kind]?.url ?? '',
    apiKey: DEMO_KEY,
    model: 'demo-steady',
  }));
}
