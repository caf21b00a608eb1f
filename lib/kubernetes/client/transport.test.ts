import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { listenOnLoopback } from '#demo/listen.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { going } from '../testing/reading.ts';
import { connectionTo, runStandIn } from '../testing/stand-in.ts';
import { JSON_ONLY } from './get-json.ts';
import { createTransport, SilenceError, type Transport } from './transport.ts';

describe('createTransport', () => {
  const standIn = runStandIn([]);
  let transport: Transport | undefined;
  afterEach(() => {
    transport?.close();
    transport = undefined;
  });

  const send = (path: string, silenceMs?: number) => {
    transport ??= createTransport(connectionTo(standIn().cluster), createOutboundGuard(), silenceMs);
    return transport.send(path, JSON_ONLY, going);
  };

  it('gives up a server that does not answer', async () => {
    standIn().cluster.fault({ on: '/version', fault: { kind: 'slow', delayMs: 60_000 } });
    await expect(send('/version', 50)).rejects.toBeInstanceOf(SilenceError);
  });

  it('sends nothing but reads and dry runs, whatever the manager is called', async () => {
    const seen: string[] = [];
    const server = await listenOnLoopback((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      response.end('{}');
    }, 0);
    transport = createTransport(connectionTo(server), createOutboundGuard());
    await transport.send('/version', JSON_ONLY, going);
    await transport.sendDryRun('/api/v1/x', { manager: 'a&dryRun=None', body: '{}' }, going);
    await server.close();
    expect(seen).toEqual(['GET /version', 'PATCH /api/v1/x?dryRun=All&fieldManager=a%26dryRun%3DNone&force=true']);
    expect(Object.keys(transport)).toEqual(['send', 'sendDryRun', 'close']);
  });

  it('gives up a watch that is silent', async () => {
    const { message } = await send('/api/v1/configmaps?watch=1', 1000);
    const [error] = await once(message, 'error');
    expect(error).toBeInstanceOf(SilenceError);
  });
});
