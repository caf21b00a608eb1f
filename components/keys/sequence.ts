/** A key pressed as the first of a pair, waiting for the second. */
export interface Pending {
  key: string;
  atMs: number;
}

/** How long the second key of a pair may take. */
const PAIR_PAUSE_MS = 1200;

interface Step {
  /** The binding to run: `j`, or `g i` for a pair. */
  binding: string | null;
  pending: Pending | null;
}

/** What a key press means: a binding of its own, the start of a pair, the end of one, or nothing. */
export function step(key: string, nowMs: number, pending: Pending | null, bindings: readonly string[]): Step {
  if (pending !== null && nowMs - pending.atMs <= PAIR_PAUSE_MS) {
    const pair = `${pending.key} ${key}`;
    return { binding: bindings.includes(pair) ? pair : null, pending: null };
  }
  if (bindings.some((binding) => binding.startsWith(`${key} `)))
    return { binding: null, pending: { key, atMs: nowMs } };
  return { binding: bindings.includes(key) ? key : null, pending: null };
}
