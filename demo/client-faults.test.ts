import { describe, expect, it } from 'vitest';
import { createGatewayClient } from '#lib/gateway/client.ts';
import { MAX_OUTPUT_CHARS } from '#lib/policy/thresholds.ts';
import { DEMO_KEY } from './gateway.ts';
import { runDemoGateway, withServer } from './testing.ts';

const gateway = runDemoGateway();

const JSON_TYPE = { 'content-type': 'application/json' };

const COMPLETION = JSON.stringify({
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Hello.' } }],
});

function ask(model: string, options: { timeoutMs?: number; signal?: AbortSignal; baseUrl?: string } = {}) {
  const { timeoutMs = 5_000, baseUrl = gateway.url(), ...rest } = options;
  const client = createGatewayClient({ kind: 'litellm', baseUrl, apiKey: DEMO_KEY });
  return client.ask({ model, messages: [{ role: 'user', content: 'Hello' }] }, { timeoutMs, ...rest });
}

describe('the client against a gateway with faults', () => {
  it.each([
    ['unauthorised', 'unmeasured', 'unauthorised'],
    ['rate_limit', 'retry', 'rate_limited'],
    ['server_error', 'retry', 'server_error'],
    ['context_window', 'unmeasured', 'context_window'],
    ['content_policy', 'unmeasured', 'content_filter'],
    ['reset', 'retry', 'unreachable'],
    ['broken_json', 'retry', 'malformed'],
    ['html', 'retry', 'malformed'],
    ['truncated', 'unmeasured', 'truncated'],
    ['content_filter', 'unmeasured', 'content_filter'],
    ['empty', 'unmeasured', 'empty'],
    ['huge', 'unmeasured', 'too_large'],
    ['fallback', 'unmeasured', 'fallback'],
    ['cached', 'unmeasured', 'cached'],
  ])('%s is %s, %s', async (fault, kind, reason) => {
    expect(await ask(`demo-steady:${fault}`)).toMatchObject({ kind, reason });
  });

  it('hands Retry-After on', async () => {
    await gateway.call('POST', '/demo/faults', {
      model: 'demo-steady',
      kind: 'rate_limit',
      count: 1,
      retryAfterSeconds: 3,
    });
    expect(await ask('demo-steady')).toMatchObject({ kind: 'retry', retryAfterMs: 3_000 });
    expect(await ask('demo-steady')).toMatchObject({ kind: 'measured' });
  });

  it('stops waiting for a slow answer', async () => {
    expect(await ask('demo-steady:slow', { timeoutMs: 80 })).toMatchObject({ kind: 'retry', reason: 'timeout' });
  });

  it('stops at once when cancelled', async () => {
    const cancelled = new AbortController();
    setTimeout(() => cancelled.abort(), 50);
    const startedAt = performance.now();
    const result = await ask('demo-steady:slow', { timeoutMs: 60_000, signal: cancelled.signal });
    expect(result).toMatchObject({ kind: 'unmeasured', reason: 'cancelled' });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('stops reading a huge answer early and keeps its start', async () => {
    const result = await ask('demo-steady:huge');
    expect(result.kind === 'unmeasured' && result.partial?.output).toHaveLength(MAX_OUTPUT_CHARS);
  });

  it('makes exactly one attempt, whatever happens', async () => {
    await gateway.call('DELETE', '/demo/requests');
    await ask('demo-steady:server_error');
    await ask('demo-steady:rate_limit');
    await ask('demo-steady:reset');
    expect((await gateway.call('GET', '/demo/requests')).body).toMatchObject({ calls: 3, paid: 0 });
  });

  it('says so when nothing listens', async () => {
    // The port was free a moment ago.
    const baseUrl = await withServer(
      () => undefined,
      async (url) => url,
    );
    const result = await ask('demo-steady', { baseUrl });
    expect(result).toMatchObject({ kind: 'retry', reason: 'unreachable', detail: expect.stringContaining('refused') });
  });

  it('says so when the address belongs to something else', async () => {
    const result = await ask('demo-steady', { baseUrl: `${gateway.url()}/elsewhere` });
    expect(result).toMatchObject({ kind: 'unmeasured', reason: 'wrong_address' });
  });
});

describe('the client against servers the demo gateway does not play', () => {
  it.each<[string, number, Record<string, string>, string, string, string]>([
    ['a redirect', 307, { location: 'https://elsewhere.example/' }, '', 'unmeasured', 'wrong_address'],
    ['an empty body', 200, JSON_TYPE, '', 'retry', 'malformed'],
    ['no content', 204, {}, '', 'retry', 'malformed'],
    ['JSON that is no completion', 200, JSON_TYPE, '{"a":1}', 'retry', 'malformed'],
    ['an error inside a 200', 200, JSON_TYPE, '{"error":{"message":"x","code":429}}', 'retry', 'rate_limited'],
    [
      'an error of a bare string',
      404,
      JSON_TYPE,
      '{"error":"model \\"m\\" not found"}',
      'unmeasured',
      'model_not_found',
    ],
    ['an error in HTML', 502, { 'content-type': 'text/html' }, '<html>Bad Gateway</html>', 'retry', 'server_error'],
    ['a completion as plain text', 200, { 'content-type': 'text/plain' }, COMPLETION, 'measured', ''],
  ])('%s', async (_, status, headers, body, kind, reason) => {
    const result = await withServer(
      (_request, response) => response.writeHead(status, headers).end(body),
      (baseUrl) => ask('m', { baseUrl }),
    );
    expect(result).toMatchObject(kind === 'measured' ? { kind } : { kind, reason });
  });
});
