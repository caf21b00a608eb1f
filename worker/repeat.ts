import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '#lib/platform/log.ts';

interface RepeatOptions {
  /** Milliseconds between the end of one round and the start of the next. */
  intervalMs: number;
  signal: AbortSignal;
  log: Logger;
}

/** Does `work` now and then again and again until `signal` aborts; a round that fails is logged and made up for by the next. */
export async function repeat(work: () => Promise<void>, { intervalMs, signal, log }: RepeatOptions): Promise<void> {
  while (!signal.aborted) {
    await work().catch((error) => log.warn({ err: error }, 'sweep failed; trying again'));
    await sleep(intervalMs, undefined, { signal }).catch(() => undefined);
  }
}
