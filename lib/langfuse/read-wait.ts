import { readRetryAfterMs } from '#lib/gateway/retry-after.ts';

/**
 * How long Langfuse asks to wait, in milliseconds: `Retry-After`, else `X-RateLimit-Reset`, which is a date. A date is
 * read against the server's own `Date`.
 *
 * @returns undefined where the server does not say.
 */
export function readWaitMs(headers: Headers, now: Date): number | undefined {
  const asked = readRetryAfterMs(headers, now);
  if (asked !== undefined) return asked;
  const resetAt = Date.parse(headers.get('x-ratelimit-reset') ?? '');
  if (Number.isNaN(resetAt)) return undefined;
  const serverNow = Date.parse(headers.get('date') ?? '');
  return Math.max(0, resetAt - (Number.isNaN(serverNow) ? now.getTime() : serverNow));
}
