import { RETRY_BASE_DELAY_MS, RETRY_MAX_DELAY_MS } from '#lib/policy/thresholds.ts';

interface RetryFacts {
  /** The attempt that just failed, from 1. */
  attempt: number;
  /** What the server asked for; see `readRetryAfterMs`. */
  retryAfterMs?: number | undefined;
  /** Uniform in [0, 1). */
  random: () => number;
}

/**
 * Milliseconds to wait before the next attempt: exponential backoff with full jitter,
 * `random · min(cap, base · 2^(attempt−1))` ("Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
 * After a Retry-After the jitter is added on top: never earlier than asked, and lanes told the same wait spread out.
 */
export function nextDelayMs({ attempt, retryAfterMs = 0, random }: RetryFacts): number {
  const ceiling = Math.min(RETRY_MAX_DELAY_MS, RETRY_BASE_DELAY_MS * 2 ** (attempt - 1));
  return retryAfterMs + Math.floor(random() * ceiling);
}
