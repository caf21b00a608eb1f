import pLimit from 'p-limit';
import type { Attempt } from '../types.ts';

export interface RunAttemptsOptions {
  /** Attempts in flight at once. */
  concurrency: number;
  /** Told of each attempt as it comes, before `runAttempts` resolves; what it throws stops the rest. */
  onDone?: (attempt: Attempt) => void | Promise<void>;
  signal: AbortSignal;
}

/**
 * Makes many attempts, some at once, and gives them in the order of `refs`. After an abort or a failure no further one
 * begins, those in flight are stopped and waited for, and what they did not finish leaves nothing behind.
 *
 * @param attempt makes one; its signal aborts with the run's
 * @throws the signal's reason, or what the first failure threw
 */
export async function runAttempts<Ref>(
  refs: readonly Ref[],
  attempt: (ref: Ref, signal: AbortSignal) => Promise<Attempt>,
  { concurrency, onDone, signal }: RunAttemptsOptions,
): Promise<Attempt[]> {
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const limit = pLimit(concurrency);
  const settled = await Promise.allSettled(
    refs.map((ref) =>
      limit(async () => {
        stop.throwIfAborted();
        try {
          const done = await attempt(ref, stop);
          await onDone?.(done);
          return done;
        } catch (error) {
          // Before its place is free, or the next one would begin.
          failed.abort(error);
          throw error;
        }
      }),
    ),
  );
  stop.throwIfAborted();
  return settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}
