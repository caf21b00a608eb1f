/** Signals that end Tidemark; a terminal that closes sends SIGHUP. */
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** One Ctrl-C reaches us twice: from the terminal, and passed on by npm. */
const SAME_KEYSTROKE_MS = 1_000;

export interface StopControl {
  /** Aborted when the process should stop. */
  stop: AbortSignal;
  /** Aborted when it should not take its time about it. */
  hurry: AbortSignal;
}

/**
 * Turns signals into a wish to stop, and a second one into a wish to hurry. The end of the process that
 * started us (its IPC channel closes) counts as a first one.
 */
export function listenForStop(now: () => number, notify: (line: string) => void): StopControl {
  const stop = new AbortController();
  const hurry = new AbortController();
  let firstMs = 0;

  function ask(): void {
    if (!stop.signal.aborted) {
      firstMs = now();
      notify('Stopping … (once more to hurry)');
      stop.abort();
    } else if (now() - firstMs > SAME_KEYSTROKE_MS && !hurry.signal.aborted) {
      notify('Hurrying …');
      hurry.abort();
    }
  }

  for (const name of STOP_SIGNALS) process.on(name, ask);
  if (process.connected) process.once('disconnect', ask);
  return { stop: stop.signal, hurry: hurry.signal };
}
