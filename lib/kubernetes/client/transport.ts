import http from 'node:http';
import https from 'node:https';
import type { Clock } from '#lib/platform/clock.ts';
import { messageOf } from '#lib/platform/errors.ts';
import type { OutboundGuard } from '#lib/platform/outbound.ts';
import { KUBE_SILENCE_MS } from '#lib/policy/thresholds.ts';
import type { ClusterConnection, Credentials } from '../connection/types.ts';
import { KubeFault } from './fault.ts';

/** What a client of a cluster touches outside itself. */
export interface KubeWorld {
  outbound: OutboundGuard;
  now: Clock;
  /** Uniform in [0, 1). */
  random: () => number;
  /** Waits; rejects when `signal` aborts. */
  wait?: (delayMs: number, signal: AbortSignal) => Promise<void>;
}

/** An answer whose body has not been read. */
export interface Answer {
  message: http.IncomingMessage;
  credentials: Credentials;
}

/** Sends one GET; `path` begins below the server's address. */
export type Send = (path: string, accept: string, signal: AbortSignal) => Promise<Answer>;

/** A server-side apply. */
export interface Apply {
  manager: string;
  /** JSON, which is YAML. */
  body: string;
}

export interface Transport {
  send: Send;
  /** Sends a server-side apply of one object as a dry run: the only request that is no GET, and never another. */
  sendDryRun: (path: string, apply: Apply, signal: AbortSignal) => Promise<Answer>;
  /** Ends idle connections; a client that is not used any more holds none. */
  close(): void;
}

interface Request {
  path: string;
  method: 'GET' | 'PATCH';
  headers: Record<string, string>;
  body?: string;
}

/** Nothing was heard for too long. */
export class SilenceError extends Error {
  readonly code = 'ETIMEDOUT';
}

/** Idle connections that are kept. */
const MAX_FREE_SOCKETS = 4;

/**
 * Requests over kept connections. Node's own https, since it takes authorities, client certificates and a checked
 * look-up for each connection; the runtime's fetch takes none of them. One that is silent for too long is given up.
 */
export function createTransport(
  connection: ClusterConnection,
  outbound: OutboundGuard,
  silenceMs: number = KUBE_SILENCE_MS,
): Transport {
  const { ca, serverName, verifiesServer } = connection;
  const server = new URL(connection.server);
  const library = server.protocol === 'https:' ? https : http;
  const agent = new library.Agent({ keepAlive: true, maxFreeSockets: MAX_FREE_SOCKETS, scheduling: 'lifo' });
  const tls = {
    rejectUnauthorized: verifiesServer,
    ...(ca !== null && { ca }),
    ...(serverName !== null && { servername: serverName }),
  };

  const send: Send = (path, accept, signal) => request({ path, method: 'GET', headers: { accept } }, signal);
  const sendDryRun: Transport['sendDryRun'] = (path, { manager, body }, signal) => {
    const query = new URLSearchParams({ dryRun: 'All', fieldManager: manager, force: 'true' });
    const headers = { accept: 'application/json', 'content-type': 'application/apply-patch+yaml' };
    return request({ path: `${path}?${query}`, method: 'PATCH', headers, body }, signal);
  };

  async function request({ path, method, headers, body }: Request, signal: AbortSignal): Promise<Answer> {
    outbound.checkHost(server.hostname);
    const credentials = await credentialsOf(connection);
    const options = {
      agent,
      signal,
      timeout: silenceMs,
      lookup: outbound.lookup,
      method,
      headers: { ...headers, 'user-agent': 'tidemark', ...authorization(credentials) },
      ...(library === https && { ...tls, ...clientCertificate(credentials) }),
    };
    return new Promise((resolve, reject) => {
      const sent = library.request(`${connection.server}${path}`, options);
      let current: http.ClientRequest | http.IncomingMessage = sent;
      sent.once('timeout', () => current.destroy(new SilenceError()));
      sent.once('error', reject);
      sent.once('response', (message) => {
        current = message;
        resolve({ message, credentials });
      });
      sent.end(body);
    });
  }

  return { send, sendDryRun, close: () => agent.destroy() };
}

/** A file that is gone or a command that fails is a fault of this cluster, not of the scan. */
async function credentialsOf(connection: ClusterConnection): Promise<Credentials> {
  try {
    return await connection.credentials();
  } catch (cause) {
    const detail = `Cluster ${connection.server}: ${messageOf(cause).replace(/\.$/, '')}`;
    throw new KubeFault('unauthorized', detail, { cause });
  }
}

function authorization(credentials: Credentials): Record<string, string> {
  return credentials.kind === 'token' ? { authorization: `Bearer ${credentials.token}` } : {};
}

function clientCertificate(credentials: Credentials): { cert?: string; key?: string } {
  return credentials.kind === 'token' ? {} : { cert: credentials.certificate, key: credentials.key };
}
