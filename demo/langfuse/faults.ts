import type { Reply } from '../http.ts';

/** Something that goes wrong with the next answers whose path begins with `path` (below /api/public). */
export interface DemoFault {
  path: string;
  /** Only where path and query contain this. */
  contains?: string | undefined;
  /** How many answers; left out: all. */
  times?: number;
  /** Answers that go well before the first one. */
  after?: number;
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

/** Faults in force, in the order they were added; each counts its own answers. */
export class FaultBoard {
  readonly #faults: { fault: DemoFault; seen: number }[] = [];

  add(fault: DemoFault): void {
    this.#faults.push({ fault, seen: 0 });
  }

  clear(): void {
    this.#faults.length = 0;
  }

  /** The fault that the next answer of `path`, asked with the query `search`, meets. */
  take(path: string, search: string): DemoFault | undefined {
    for (const entry of this.#faults) {
      const { fault } = entry;
      if (!path.startsWith(fault.path) || !`${path}${search}`.includes(fault.contains ?? '')) continue;
      entry.seen += 1;
      const hit = entry.seen - (fault.after ?? 0);
      if (hit > 0 && hit <= (fault.times ?? Number.POSITIVE_INFINITY)) return fault;
    }
    return undefined;
  }
}
