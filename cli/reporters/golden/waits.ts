import { formatDurationMs } from '#lib/format/numbers.ts';
import type { Clock } from '#lib/platform/clock.ts';
import { GOLDEN_RATE_LIMIT_PATIENCE_MS } from '#lib/policy/thresholds.ts';
import type { Sink } from '../../world.ts';
import { CLEAR_LINE } from './progress.ts';

/** Milliseconds between two lines about waiting: questions wait in great number, and a log is read once. */
const QUIET_MS = 30_000;

interface WaitReporter {
  /** To be told of each wait for a rate limit, in milliseconds. */
  onRateLimit: (waitMs: number) => void;
}

/**
 * Tells that a gateway asks to wait and until when: without it, a command that waits looks like one that hangs. On a
 * terminal the line takes the place of a progress bar, which comes back below it.
 */
export function createWaitReporter(out: Sink, now: Clock): WaitReporter {
  let quietUntil = Number.NEGATIVE_INFINITY;
  return {
    onRateLimit: (waitMs) => {
      const at = now().getTime();
      if (at < quietUntil) return;
      quietUntil = at + Math.max(waitMs, QUIET_MS);
      const until = new Date(at + waitMs).toISOString().slice(11, 19);
      const patience = formatDurationMs(GOLDEN_RATE_LIMIT_PATIENCE_MS);
      const line = `Rate limit: the gateway asks to wait; goes on at ${until} UTC, gives up after ${patience} of nothing else.\n`;
      out.write(out.isTTY === true ? `${CLEAR_LINE}${line}` : line);
    },
  };
}
