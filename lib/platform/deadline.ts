/** A signal for work that may take so long. */
export interface Deadline extends Disposable {
  signal: AbortSignal;
  /** Whether time ran out, and not somebody else stopped it before. */
  hasPassed: () => boolean;
}

/**
 * Aborts after `ms` milliseconds with a `TimeoutError`, or with `stop` if that comes first. Disposed of with the work.
 * Not `AbortSignal.any` with `AbortSignal.timeout`: what listens to that pair is kept until the time is over, so that
 * thousands of quick calls a minute hold all their requests and answers for half a minute.
 */
export function deadlineOf(ms: number, stop?: AbortSignal): Deadline {
  const controller = new AbortController();
  let hasPassed = false;
  const timer = setTimeout(() => {
    hasPassed = !controller.signal.aborted;
    controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  }, ms);
  timer.unref();
  const give = () => controller.abort(stop?.reason);
  if (stop?.aborted) give();
  else stop?.addEventListener('abort', give, { once: true });
  return {
    signal: controller.signal,
    hasPassed: () => hasPassed,
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      stop?.removeEventListener('abort', give);
    },
  };
}
