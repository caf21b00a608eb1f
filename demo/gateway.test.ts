import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { DEMO_KEY, startDemoGateway } from './gateway.ts';
import { runDemoGateway } from './testing.ts';

const gateway = runDemoGateway();
const messages = [{ role: 'user', content: 'Hello' }];

describe('LiteLLM’s dialect', () => {
  it('lists models, and says of itself that it is a demo', async () => {
    const { body } = await gateway.call('GET', '/v1/models');
    expect(body).toMatchObject({
      object: 'list',
      data: [
        { id: 'demo-steady' },
        { id: 'demo-noisy' },
        { id: 'demo-shifting' },
        { id: 'demo-agent' },
        { id: 'demo-judge' },
      ],
    });
    const info = await gateway.call('GET', '/v1/model/info');
    expect(JSON.stringify(info.body)).toContain('demo-provider');
  });

  it('is alive without a key and closed without one elsewhere', async () => {
    expect((await fetch(`${gateway.url()}/health/liveliness`)).status).toBe(200);
    const refused = await fetch(`${gateway.url()}/v1/models`);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ error: { type: 'auth_error', code: '401' } });
  });

  it('answers with usage, fingerprint and the proxy’s headers', async () => {
    const { status, headers, body } = await gateway.call('POST', '/chat/completions', {
      model: 'demo-steady',
      messages,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ object: 'chat.completion', model: 'demo-steady', usage: { prompt_tokens: 10 } });
    expect(headers.get('x-litellm-attempted-fallbacks')).toBe('0');
    expect(headers.get('x-litellm-version')).toContain('demo');
    expect(Number(headers.get('x-litellm-response-cost'))).toBeGreaterThan(0);
  });

  it.each([
    ['no messages', { model: 'demo-steady' }, 400],
    ['no JSON', undefined, 400],
    ['an unknown model', { model: 'gpt-unknown', messages }, 400],
    ['a stream', { model: 'demo-steady', messages, stream: true }, 400],
  ])('refuses %s', async (_, body, status) => {
    const refused = await gateway.call('POST', '/v1/chat/completions', body);
    expect(refused).toMatchObject({ status, body: { error: { code: String(status) } } });
  });

  it('knows no other paths, /health among them', async () => {
    expect((await gateway.call('GET', '/health')).status).toBe(404);
  });
});

describe('control', () => {
  it('sets faults by count and rate, and counts their hits', async () => {
    await gateway.call('POST', '/demo/faults', { model: 'demo-noisy', kind: 'server_error', count: 2 });
    const statuses = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push(typeof (await gateway.say('demo-noisy', 'Hello')));
    expect(statuses).toEqual(['number', 'number', 'string']);
    expect((await gateway.call('GET', '/demo/faults')).body).toMatchObject({ faults: [{ hits: 2 }] });
    await gateway.call('DELETE', '/demo/faults');

    await gateway.call('POST', '/demo/faults', { model: '*', kind: 'server_error', rate: 0.5 });
    let failed = 0;
    for (let turn = 0; turn < 40; turn += 1) failed += (await gateway.say('demo-noisy', 'Hello')) === 500 ? 1 : 0;
    expect(failed).toBeGreaterThan(8);
    expect(failed).toBeLessThan(32);
    await gateway.call('DELETE', '/demo/faults');
  });

  it('counts calls and what was paid, for each model and prompt', async () => {
    await gateway.call('DELETE', '/demo/requests');
    await gateway.say('demo-steady', 'one');
    await gateway.say('demo-steady', 'one');
    await gateway.say('demo-steady:rate_limit', 'two');
    const { body } = await gateway.call('GET', '/demo/requests');
    expect(body).toMatchObject({
      calls: 3,
      paid: 2,
      requests: [
        { calls: 2, paid: 2 },
        { calls: 1, paid: 0 },
      ],
    });
  });

  it('says what is wrong with a control request', async () => {
    const refused = await gateway.call('POST', '/demo/faults', { model: 'x', kind: 'earthquake' });
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body)).toContain('kind');
    expect((await gateway.call('POST', '/demo/models/nobody/change', { at: 'now' })).status).toBe(404);
    expect((await gateway.call('POST', '/demo/replay/x', { model: 'y', repetitions: [0] })).status).toBe(409);
  });
});

describe('behaviour change', () => {
  it('takes effect on its date, and shows in text and fingerprint', async () => {
    let now = new Date('2026-03-01T00:00:00Z');
    const { url, close } = await startDemoGateway({ now: () => now });
    const headers = { authorization: `Bearer ${DEMO_KEY}` };
    const ask = async () => {
      const init = { method: 'POST', headers, body: JSON.stringify({ model: 'demo-shifting', messages }) };
      return (await fetch(`${url}/v1/chat/completions`, init)).json();
    };
    const change = JSON.stringify({ at: '2026-03-02T00:00:00Z' });
    await fetch(`${url}/demo/models/demo-shifting/change`, { method: 'POST', headers, body: change });
    const before = await ask();
    now = new Date('2026-03-02T00:00:01Z');
    const after = await ask();
    await close();
    expect(after.choices[0].message.content.length).toBeLessThan(before.choices[0].message.content.length);
    expect(after.system_fingerprint).not.toBe(before.system_fingerprint);
  });

  let folder = '';
  beforeEach(() => {
    folder = temporaryFolder('demo');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('outlives a restart in the state file', async () => {
    const stateFile = join(folder, 'state.json');
    const first = await startDemoGateway({ stateFile });
    const headers = { authorization: `Bearer ${DEMO_KEY}` };
    const body = JSON.stringify({ at: 'now' });
    await fetch(`${first.url}/demo/models/demo-shifting/change`, { method: 'POST', headers, body });
    await first.close();
    const second = await startDemoGateway({ stateFile });
    const { models } = await (await fetch(`${second.url}/demo/models`, { headers })).json();
    await second.close();
    expect(models).toContainEqual(expect.objectContaining({ name: 'demo-shifting', changed: true }));
    expect(readFileSync(stateFile, 'utf8')).toContain('demo-shifting');
  });

  it('refuses a damaged state file by name', async () => {
    const stateFile = join(folder, 'state.json');
    writeFileSync(stateFile, '{"demo-steady":');
    await expect(startDemoGateway({ stateFile })).rejects.toThrow(stateFile);
  });
});

it('refuses a port that is taken', async () => {
  const port = Number(new URL(gateway.url()).port);
  await expect(startDemoGateway({ port })).rejects.toThrow(/port \d+ cannot be used/);
});

it('does not wait for slow answers when it closes', async () => {
  const { url, close } = await startDemoGateway();
  const init = { method: 'POST', headers: { authorization: `Bearer ${DEMO_KEY}` } };
  const slow = fetch(`${url}/v1/chat/completions`, {
    ...init,
    body: JSON.stringify({ model: 'demo-steady:slow', messages }),
  });
  const outcome = slow.then(
    () => 'answered',
    () => 'cut off',
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  const startedAt = performance.now();
  await close();
  await outcome;
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
