import type { FaultCount } from '../fault-board.ts';
import type { Reply } from '../http.ts';

/** Something that goes wrong with the next answers whose path begins with `path` (below /api/public). */
export interface DemoFault extends FaultCount {
  path: string;
  /** Only where path and query contain this. */
  contains?: string | undefined;
  fault:
    | { kind: 'status'; status: number; headers?: Record<string, string> }
    | { kind: 'truncated' }
    | { kind: 'not-json' }
    | { kind: 'huge'; bytes: number }
    | { kind: 'hang-up' }
    | { kind: 'silent' };
}

/** What the fault makes of the answer that would have been given; null: none at all. */
export function spoil(reply: Reply, { fault }: DemoFault): Reply | null {
  if ('hangUp' in reply) return reply;
  switch (fault.kind) {
    case 'status':
      return { status: fault.status, headers: fault.headers ?? {}, body: '{"message":"demo fault"}' };
    case 'truncated':
      return { ...reply, body: reply.body.slice(0, reply.body.length / 2) };
    case 'not-json':
      return { status: 200, headers: { 'content-type': 'text/html' }, body: '<html><script>alert(1)</script></html>' };
    case 'huge':
      return { ...reply, body: reply.body.replace(/}$/, `,"padding":"${'x'.repeat(fault.bytes)}"}`) };
    case 'hang-up':
      return { hangUp: true };
    case 'silent':
      return null;
  }
}

/** Whether the fault strikes an answer of `address`: path and query. */
export function concerns({ path, contains = '' }: DemoFault, address: string): boolean {
  return address.startsWith(path) && address.includes(contains);
}
