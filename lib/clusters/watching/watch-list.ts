import { setTimeout as sleep } from 'node:timers/promises';
import { nextDelayMs } from '#lib/gateway/backoff.ts';
import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import { KubeFault, notComparedOf } from '#lib/kubernetes/client/fault.ts';
import { subjectOf } from '#lib/kubernetes/client/resource-path.ts';
import type { KubeObject, NotCompared } from '#lib/kubernetes/types.ts';
import type { KindMemory, KnownList } from '../memory/types.ts';
import { placeOf } from '../place-expected.ts';
import { isOfInterest } from './look.ts';

/** Shortest wait before a watch that failed is begun anew, in milliseconds. */
const WATCH_PAUSE_MS = 500;

interface WatchDeps {
  client: KubeClient;
  random: () => number;
  signal: AbortSignal;
  /** Something happened to an object; null: it is gone. */
  onChange: (place: string, live: KubeObject | null) => void;
  /** Why the list is not watched at the moment; null: it is. */
  onFault: (fault: NotCompared | null) => void;
  /** Looks at the list anew, after which its `resourceVersion` is one that a watch can begin at. */
  lookAgain: () => Promise<void>;
}

/**
 * Watches the objects of a kind until `signal` aborts: goes on where it was, looks at the list anew where the server
 * forgot, and waits longer and longer while the server does not answer.
 *
 * @throws the signal's reason.
 */
export async function watchList(kind: KindMemory, list: KnownList, deps: WatchDeps): Promise<never> {
  const { client, random, signal, onChange, onFault, lookAgain } = deps;
  for (let failures = 0; ; ) {
    signal.throwIfAborted();
    try {
      if (failures > 0 || list.resourceVersion === null) await lookAgain();
      const { namespace, resourceVersion } = list;
      if (resourceVersion === null) throw new KubeFault('unreachable', subjectOf(kind.type, namespace));
      onFault(null);
      for await (const event of client.watch(kind.type, { namespace, resourceVersion, signal })) {
        failures = 0;
        if (event.type === 'expired') list.resourceVersion = null;
        if (event.type === 'not-compared') onFault(event.notCompared);
        if (!('object' in event)) continue;
        const place = placeOf(event.object);
        if (isOfInterest(kind, place)) onChange(place, event.type === 'deleted' ? null : event.object);
      }
    } catch (error) {
      signal.throwIfAborted();
      onFault(notComparedOf(error, subjectOf(kind.type, list.namespace)));
      failures += 1;
      await sleep(WATCH_PAUSE_MS + nextDelayMs({ attempt: failures, random }), undefined, { signal });
    }
  }
}
