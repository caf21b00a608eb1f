import type { KubeObject } from '#lib/kubernetes/types.ts';
import type { KindMemory } from '../memory/types.ts';

/** An object to which something happened; `live` null: it is gone. */
export interface PendingObject {
  kind: KindMemory;
  place: string;
  live: KubeObject | null;
}

interface PendingOptions {
  /** How long changes are gathered, in milliseconds. */
  settleMs: number;
  /** How long is waited before what could not be settled is tried again, in milliseconds. */
  retryMs: number;
  /** @returns false where it has to be tried again. */
  work: (objects: readonly PendingObject[]) => Promise<boolean>;
  signal: AbortSignal;
}

/** Gathers changes of objects for a moment and hands them on together, each object as it came last. */
export function createPending({ settleMs, retryMs, work, signal }: PendingOptions) {
  let waiting = new Map<KindMemory, Map<string, PendingObject>>();
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();

  function put(object: PendingObject, isNewer: boolean): void {
    const places = waiting.get(object.kind) ?? new Map<string, PendingObject>();
    if (isNewer || !places.has(object.place)) places.set(object.place, object);
    waiting.set(object.kind, places);
  }

  function schedule(delayMs: number): void {
    if (signal.aborted) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      working = working.then(flush);
    }, delayMs);
  }

  async function flush(): Promise<void> {
    const taken = [...waiting.values()].flatMap((places) => [...places.values()]);
    waiting = new Map();
    if (taken.length === 0 || signal.aborted) return;
    if (await work(taken)) return;
    for (const object of taken) put(object, false);
    schedule(retryMs);
  }

  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return {
    add(object: PendingObject): void {
      put(object, true);
      schedule(settleMs);
    },
    /** Resolves when nothing is being handed on. */
    idle: () => working,
  };
}
