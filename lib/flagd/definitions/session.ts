import { connect, type SecureClientSessionOptions } from 'node:http2';
import type { GrpcTransportOptions } from '@connectrpc/connect-node';

/** One HTTP/2 connection for a few calls in a row. */
export interface Session extends Disposable {
  manager: NonNullable<GrpcTransportOptions['sessionManager']>;
}

/**
 * Opens a connection for Connect's transport. Connect's own manager leaves moments in which nobody listens for a fault
 * of the connection; one that comes then, such as that of an HTTP/1 server, would end the process.
 */
export function openSession(url: string, options: SecureClientSessionOptions): Session {
  const session = connect(url, options);
  const connected = new Promise<void>((resolve, reject) => {
    session.once('connect', () => resolve());
    session.on('error', reject);
    session.once('close', () => reject(new Error('the connection was closed before a call')));
  });
  connected.catch(() => {});
  return {
    manager: {
      authority: url,
      notifyResponseByteRead: () => {},
      async request(method, path, headers, streamOptions) {
        await connected;
        return session.request({ ...headers, ':method': method, ':path': path }, streamOptions);
      },
    },
    [Symbol.dispose]: () => session.destroy(),
  };
}
