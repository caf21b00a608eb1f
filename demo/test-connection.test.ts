import { describe, expect, it } from 'vitest';
import type { ConnectionReport } from '#lib/gateway/connection-steps.ts';
import { testConnection } from '#lib/gateway/test-connection.ts';
import { DEMO_KEY } from './gateway.ts';
import { runDemoGateway, withServer } from './testing.ts';

const gateway = runDemoGateway();

function test(change: Partial<Parameters<typeof testConnection>[0]> = {}): Promise<ConnectionReport> {
  return testConnection({ kind: 'litellm', baseUrl: gateway.url(), apiKey: DEMO_KEY, model: 'demo-steady', ...change });
}

const outline = (report: ConnectionReport): string[] => report.steps.map(({ name, status }) => `${name} ${status}`);

describe('testConnection', () => {
  it('goes from free to paid and makes one paid call', async () => {
    await gateway.call('DELETE', '/demo/requests');
    const report = await test();
    expect(outline(report)).toEqual(['address ok', 'alive ok', 'models ok', 'answer ok']);
    expect(report.models).toContain('demo-steady');
    expect((await gateway.call('GET', '/demo/requests')).body).toMatchObject({ calls: 1 });
  });

  it.each([
    ['a URL that is none', { baseUrl: 'gateway' }, ['address failed']],
    ['a refused key', { apiKey: 'sk-wrong' }, ['address ok', 'alive ok', 'models failed']],
    ['an unknown model', { model: 'nobody' }, ['address ok', 'alive ok', 'models ok', 'answer failed']],
    ['a fallback', { model: 'demo-steady:fallback' }, ['address ok', 'alive ok', 'models ok', 'answer failed']],
  ])('stops at %s and says how to mend it', async (_, change, expected) => {
    const report = await test(change);
    expect(outline(report)).toEqual(expected);
    expect(report.ok).toBe(false);
    expect(report.steps.at(-1)?.mend).toBeTruthy();
  });

  it('never shows a key, not even one that cannot be sent', async () => {
    const apiKey = 'my-private\nkey';
    const report = await test({ apiKey });
    expect(report.ok).toBe(false);
    expect(JSON.stringify(report)).not.toContain('my-private');
    expect(JSON.stringify(await test({ apiKey, kind: 'openai' }))).not.toContain('my-private');
  });

  it('stops when nothing listens', async () => {
    const baseUrl = await withServer(
      () => undefined,
      async (url) => url,
    );
    expect(outline(await test({ baseUrl }))).toEqual(['address ok', 'alive failed']);
    expect(outline(await test({ baseUrl, kind: 'openai' }))).toEqual(['address ok', 'models failed']);
  });

  it('does without a list of models and without a health check', async () => {
    const completion = { choices: [{ finish_reason: 'length', message: { content: 'p' } }] };
    const report = await withServer(
      (request, response) => {
        response.writeHead(request.method === 'POST' ? 200 : 404, { 'content-type': 'application/json' });
        response.end(request.method === 'POST' ? JSON.stringify(completion) : '{}');
      },
      (baseUrl) => test({ baseUrl, apiKey: null }),
    );
    expect(outline(report)).toEqual(['address ok', 'alive skipped', 'models skipped', 'answer ok']);
    expect(report).toMatchObject({ ok: true, models: null });
  });
});
