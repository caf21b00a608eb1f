import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePort, portState } from './ports.ts';

describe('portState', () => {
  it('tells a free port from a taken one', async () => {
    const port = await freePort();
    expect(await portState('127.0.0.1', port)).toBe('free');
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect(await portState('127.0.0.1', port)).toBe('taken');
    server.close();
  });
});
