import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { Code } from '@connectrpc/connect';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type DemoFlagd, type DemoFlagdFault, startDemoFlagd } from '#demo/flagd/server.ts';
import { makeCertificates } from '#lib/kubernetes/testing/certificates.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { FLAGS_YAML, fetchFrom } from '../testing/flags.ts';
import { fetchDefinitions } from './fetch.ts';

const certificates = makeCertificates();

describe('fetchDefinitions', () => {
  let flagd: DemoFlagd;
  beforeAll(async () => {
    flagd = await startDemoFlagd({ sources: { 'flags.yaml': FLAGS_YAML } });
  });
  afterEach(() => flagd.fault(null));
  afterAll(() => flagd.close());

  const fetchWith = (limits: { timeoutMs?: number; maxBytes?: number }, stop = new AbortController()) =>
    fetchDefinitions(
      { url: flagd.syncUrl, ca: null },
      { outbound: createOutboundGuard(), signal: stop.signal, ...limits },
    );

  it.each<[string, DemoFlagdFault, string, RegExp]>([
    [
      'a server without the service',
      { kind: 'status', code: Code.Unimplemented },
      'not_served',
      /told to fail\. Check that the port is that of the sync/,
    ],
    ['one that asks who it is', { kind: 'status', code: Code.Unauthenticated }, 'unauthorized', /Let Tidemark through/],
    ['one that forbids it', { kind: 'status', code: Code.PermissionDenied }, 'forbidden', /Let Tidemark through/],
    [
      'one that is away',
      { kind: 'status', code: Code.Unavailable },
      'unreachable',
      /told to fail\. Check the address, that flagd runs/,
    ],
    ['an empty answer', { kind: 'says', text: '' }, 'unreadable', /it is no JSON/],
    ['an answer without flags', { kind: 'says', text: '{}' }, 'unreadable', /at "flags" it is not as flagd writes it/],
    [
      'a state that is a number',
      { kind: 'says', text: '{"flags":{"a":{"state":1,"variants":{}}}}' },
      'unreadable',
      /at "flags\.a\.state"/,
    ],
    [
      'brackets without end',
      { kind: 'says', text: `{"flags":${'['.repeat(5000)}${']'.repeat(5000)}}` },
      'unreadable',
      /nested too deeply/,
    ],
  ])('tells %s as not compared', async (_what, fault, reason, detail) => {
    flagd.fault(fault);
    const subject = `flags of flagd at ${flagd.syncUrl}`;
    expect(await fetchFrom(flagd.syncUrl)).toEqual({
      notCompared: { reason, subject, detail: expect.stringMatching(detail) },
    });
  });

  it('reads null for no variants', async () => {
    flagd.fault({ kind: 'says', text: '{"flags":{"a":{"state":"ENABLED","defaultVariant":"","variants":null}}}' });
    expect(await fetchFrom(flagd.syncUrl)).toMatchObject({ flags: [{ definition: { variants: {} }, source: null }] });
  });

  it('waits for so long, reads so much, and stops when it is told to', async () => {
    expect(await fetchWith({ maxBytes: 100 })).toMatchObject({ notCompared: { reason: 'too_large' } });
    flagd.fault({ kind: 'silent' });
    expect(await fetchWith({ timeoutMs: 50 })).toMatchObject({
      notCompared: { reason: 'unreachable', detail: expect.stringContaining('no whole answer within 0.05 s') },
    });
    const stop = new AbortController();
    const fetching = fetchWith({}, stop);
    stop.abort(new Error('enough'));
    await expect(fetching).rejects.toThrow('enough');
  });

  it('leaves no connection open', async () => {
    await fetchFrom(flagd.syncUrl);
    await expect.poll(() => flagd.openSessions()).toBe(0);
  });

  it('tells that nothing listens, or something else than gRPC', async () => {
    const notCompared = { reason: 'unreachable', detail: expect.stringMatching(/connection refused\)\. Check/) };
    expect(await fetchFrom('http://127.0.0.1:1')).toMatchObject({ notCompared });
    for (const server of [
      createServer((_, response) => response.end('hello')),
      createTcpServer((socket) => socket.destroy()),
    ]) {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : 0;
      const told = await fetchFrom(`http://127.0.0.1:${port}`);
      expect(told).toMatchObject({
        notCompared: {
          reason: 'unreachable',
          detail: expect.stringContaining('http instead of https, or the other way round'),
        },
      });
      server.close();
    }
  });

  it.each(['http://169.254.169.254:8015', 'http://[fe80::1]:8015'])('connects not to %s', async (url) => {
    const notCompared = { reason: 'unreachable', detail: expect.stringContaining('metadata addresses are refused') };
    expect(await fetchFrom(url)).toMatchObject({ notCompared });
  });

  it('connects to no name that stands for a refused address', async () => {
    const outbound = createOutboundGuard([], ((_host: string, _options: object, done: (...found: unknown[]) => void) =>
      done(null, [{ address: '169.254.169.254', family: 4 }])) as never);
    const { signal } = new AbortController();
    expect(await fetchDefinitions({ url: 'http://flagd.example:8015', ca: null }, { outbound, signal })).toMatchObject({
      notCompared: { reason: 'unreachable', detail: expect.stringContaining('metadata addresses are refused') },
    });
  });

  it.each(['flagd:8015', 'ftp://flagd', 'http://a:b@flagd', 'http://flagd/path', 'http://flagd?x'])(
    'refuses %s',
    async (url) => {
      await expect(fetchFrom(url)).rejects.toMatchObject({ code: 'invalid_input' });
    },
  );

  it.skipIf(certificates === null)('checks the certificate', async () => {
    if (certificates === null) return;
    const secure = await startDemoFlagd({ sources: { 'flags.yaml': FLAGS_YAML }, tls: certificates.server });
    const { signal } = new AbortController();
    const ask = (url: string, ca: string | null) =>
      fetchDefinitions({ url, ca }, { outbound: createOutboundGuard(), signal });
    expect(await ask(secure.syncUrl, certificates.ca.cert)).toMatchObject({ flags: expect.any(Array) });
    expect(await ask(secure.syncUrl, null)).toMatchObject({
      notCompared: { reason: 'unreachable', detail: expect.stringContaining('Enter the certificate authority') },
    });
    const wrong = [
      ask(secure.syncUrl.replace('https', 'http'), null),
      ask(flagd.syncUrl.replace('http', 'https'), null),
    ];
    for (const each of await Promise.all(wrong)) {
      expect(each).toMatchObject({ notCompared: { reason: 'unreachable' } });
    }
    await secure.close();
  });
});
