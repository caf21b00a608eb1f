import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : freePort();
}

export type PortState = 'free' | 'taken' | 'forbidden' | 'no_such_host';

const STATE_OF_FAULT: Record<string, PortState> = {
  EADDRINUSE: 'taken',
  EACCES: 'forbidden',
  EADDRNOTAVAIL: 'no_such_host',
  ENOTFOUND: 'no_such_host',
  EAI_AGAIN: 'no_such_host',
};

/** Whether this process may listen on `host`:`port`. */
export async function portState(host: string, port: number): Promise<PortState> {
  const server = createServer();
  try {
    const listening = once(server, 'listening');
    server.listen(port, host);
    await listening;
    server.close();
    await once(server, 'close');
    return 'free';
  } catch (error) {
    const state = error instanceof Error && 'code' in error ? STATE_OF_FAULT[String(error.code)] : undefined;
    if (state === undefined) throw error;
    return state;
  }
}
