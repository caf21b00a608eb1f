import http from 'node:http';
import https from 'node:https';
import type { OutboundGuard } from '#lib/platform/outbound.ts';
import type { FlagdConnection } from '../connection.ts';

/** An answer's status and text. */
interface Posted {
  status: number;
  text: string;
}

/** An answer longer than what is read. */
export class TooLargeAnswer extends Error {}

interface PostOptions {
  outbound: OutboundGuard;
  signal: AbortSignal;
  headers: Readonly<Record<string, string>>;
  maxBytes: number;
}

/** Posts JSON. Node's own client, since it takes an authority and a checked look-up for each connection. */
export function postJson(
  { url, ca }: FlagdConnection,
  path: string,
  body: unknown,
  options: PostOptions,
): Promise<Posted> {
  const { outbound, signal, headers, maxBytes } = options;
  const library = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const request = library.request(`${url}${path}`, {
      method: 'POST',
      signal,
      lookup: outbound.lookup,
      headers: { 'content-type': 'application/json', 'user-agent': 'tidemark', ...headers },
      ...(ca !== null && { ca }),
    });
    request.once('error', reject);
    request.once('response', (message) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      message.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > maxBytes) message.destroy(new TooLargeAnswer(`the answer is larger than ${maxBytes / 1e6} MB`));
      });
      message.once('error', reject);
      message.once('end', () => {
        resolve({ status: message.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') });
      });
    });
    request.end(JSON.stringify(body));
  });
}
