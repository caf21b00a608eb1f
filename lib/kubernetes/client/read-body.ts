import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';

/** A body longer than what is read. */
export class BodyTooLargeError extends Error {}

/**
 * Reads a whole body by its events, which is faster than iterating over it.
 *
 * @throws BodyTooLargeError beyond `maxBytes`; the connection is closed then
 * @throws Error `ECONNRESET` when the connection ends before the body does.
 */
export function readBody(message: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else message.destroy(new BodyTooLargeError(`longer than ${maxBytes} bytes`));
    });
    message.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size)));
    message.once('error', reject);
    message.once('close', () => reject(Object.assign(new Error('closed early'), { code: 'ECONNRESET' })));
  });
}

/** Text of a body. Where it is no UTF-8, the foreign bytes are U+FFFD and `isWhole` is false. */
export function decode(body: Buffer): { text: string; isWhole: boolean } {
  return { text: body.toString('utf8'), isWhole: isUtf8(body) };
}
