export type Fetch = typeof globalThis.fetch;

/** A response body longer than the cap; `start` is what was read of it. */
export class ResponseTooLargeError extends Error {
  readonly start: string;
  readonly maxBytes: number;

  constructor(start: string, maxBytes: number) {
    super(`The response is larger than ${maxBytes} bytes`);
    this.name = 'ResponseTooLargeError';
    this.start = start;
    this.maxBytes = maxBytes;
  }
}

/**
 * A fetch that reads at most `maxBytes` of the body and follows no redirect: a redirected POST loses its body or
 * carries the key to another host. A longer body is abandoned with `ResponseTooLargeError`.
 */
export function createCappedFetch(fetch: Fetch, maxBytes: number): Fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, redirect: 'manual' });
    if (response.body === null) return response;
    const body = await readCapped(response.body, maxBytes);
    return new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers });
  };
}

async function readCapped(stream: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.byteLength;
    // Leaving the loop cancels the stream, which closes the connection.
    if (size > maxBytes) throw new ResponseTooLargeError(decodeStart(chunks, maxBytes), maxBytes);
  }
  return Buffer.concat(chunks);
}

function decodeStart(chunks: readonly Uint8Array[], maxBytes: number): string {
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, maxBytes));
}
