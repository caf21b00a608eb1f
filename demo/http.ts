import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a handler answers; `hangUp` closes the connection instead. */
export type Reply = { status: number; headers?: Record<string, string>; body: string } | { hangUp: true };

const MAX_BODY_BYTES = 4_000_000;

/** A JSON answer. */
export function json(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

/** LiteLLM's error body; its `code` is a string. */
export function errorReply(
  status: number,
  message: string,
  type: string,
  details: { param?: string; code?: string; headers?: Record<string, string> } = {},
): Reply {
  const error = { message, type, param: details.param ?? null, code: details.code ?? String(status) };
  return json(status, { error }, details.headers);
}

/** The JSON body of a request; undefined when it is none or too large. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Writes a reply, unless the client has gone. */
export function send(response: ServerResponse, reply: Reply): void {
  if (response.destroyed) return;
  if ('hangUp' in reply) {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(Buffer.byteLength(reply.body)) });
  response.end(reply.body);
}
