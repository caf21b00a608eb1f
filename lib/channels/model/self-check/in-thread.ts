import { Worker } from 'node:worker_threads';
import { TidemarkError } from '#lib/platform/errors.ts';
import { onThreadMessage } from '#lib/platform/thread-messages.ts';
import type { SelfCheckTask } from './measure.ts';
import type { WayTally } from './types.ts';

/** Heap of the thread in MB: the answers of a full baseline take 20, the permutations of one trial 50. */
const HEAP_MB = { maxOldGenerationSizeMb: 256 };

/**
 * {@link measureSelfCheck} on a thread of its own, so that no job waits for it.
 *
 * @throws the reason of `signal` when it aborts, which ends the thread; TidemarkError `internal` when the thread ends
 *   without a result.
 */
export async function measureInThread(task: SelfCheckTask, signal: AbortSignal): Promise<WayTally[]> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    name: 'self-check',
    workerData: task,
    resourceLimits: HEAP_MB,
  });
  const result = Promise.withResolvers<WayTally[]>();
  onThreadMessage<WayTally[]>(worker, result.resolve);
  worker.once('error', (cause) =>
    result.reject(new TidemarkError('internal', 'The self-check thread failed.', { cause })),
  );
  worker.once('exit', (code) =>
    result.reject(new TidemarkError('internal', `The self-check thread ended early with exit code ${code}.`)),
  );
  const abort = () => result.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await result.promise;
  } finally {
    signal.removeEventListener('abort', abort);
    await worker.terminate();
  }
}
