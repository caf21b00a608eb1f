import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { invariant, messageOf, TidemarkError } from '#lib/platform/errors.ts';

/** A server that listens. */
export interface Listening {
  /** `http://127.0.0.1:port`, without a path; https with a certificate. */
  url: string;
  /** Answers no more, and ends what is open. */
  close(): Promise<void>;
}

/** A certificate and its key, in PEM. */
export interface TlsPair {
  cert: string;
  key: string;
}

/**
 * Serves HTTP on the loopback interface, over TLS where there is a certificate; port 0 takes any free one.
 *
 * @throws TidemarkError `misconfigured` when the port cannot be used.
 */
export function listenOnLoopback(listener: RequestListener, port: number, tls?: TlsPair): Promise<Listening> {
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      // Replies that are ready leave first.
      setImmediate(() => server.closeAllConnections());
    });
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const problem = `Demo gateway: port ${port} cannot be used (${messageOf(error)}). Choose another one.`;
      reject(new TidemarkError('misconfigured', problem, { cause: error }));
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      invariant(address !== null && typeof address === 'object', 'a TCP server has an address once it listens');
      resolve({ url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${address.port}`, close });
    });
  });
}
