import type { FaultCount } from '../fault-board.ts';
import type { Reply } from '../http.ts';

/** Something that goes wrong with the next answers whose path and query contain `on`. */
export interface DemoClusterFault extends FaultCount {
  on: string;
  fault:
    | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string }
    /** A whole answer with half of its JSON. */
    | { kind: 'truncated' }
    /** The connection breaks in the middle of the body. */
    | { kind: 'cut' }
    | { kind: 'not-json' }
    /** `text` is sent as bytes that are no UTF-8. */
    | { kind: 'foreign-bytes'; text: string }
    | { kind: 'padded'; bytes: number }
    | { kind: 'hang-up' }
    | { kind: 'slow'; delayMs: number };
}

/** Bytes to send; `cutAt` of them, and then the connection breaks. */
export type SpoiltReply =
  | { status: number; headers: Record<string, string>; body: Buffer; cutAt?: number; delayMs?: number }
  | { hangUp: true };

/** What is left of a reply. */
export function spoil(reply: Reply, fault: DemoClusterFault['fault'] | undefined): SpoiltReply {
  if ('hangUp' in reply) return reply;
  const { status, headers = {} } = reply;
  const body = Buffer.from(reply.body);
  switch (fault?.kind) {
    case undefined:
      return { status, headers, body };
    case 'status':
      return { status: fault.status, headers: fault.headers ?? {}, body: Buffer.from(fault.body ?? '') };
    case 'truncated':
      return { status, headers, body: body.subarray(0, body.length / 2) };
    case 'cut':
      return { status, headers, body, cutAt: Math.floor(body.length / 2) };
    case 'not-json':
      return { status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from('<html>Sign in</html>') };
    case 'foreign-bytes':
      return { status, headers, body: replaceBytes(body, fault.text, Buffer.from([0xff, 0xfe])) };
    case 'padded':
      return { status, headers, body: Buffer.concat([body, Buffer.alloc(fault.bytes, ' ')]) };
    case 'hang-up':
      return { hangUp: true };
    case 'slow':
      return { status, headers, body, delayMs: fault.delayMs };
  }
}

function replaceBytes(body: Buffer, text: string, bytes: Buffer): Buffer {
  const at = body.indexOf(text);
  if (at === -1) return body;
  return Buffer.concat([body.subarray(0, at), bytes, body.subarray(at + Buffer.byteLength(text))]);
}
