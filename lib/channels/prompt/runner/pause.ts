import type { GatewayClient } from '#lib/gateway/client.ts';
import { RETRY_BASE_DELAY_MS } from '#lib/policy/thresholds.ts';

interface PauseOptions {
  /** Uniform in [0, 1). */
  random: () => number;
  /** Milliseconds from a clock that never goes back. */
  now: () => number;
  sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** Pauses that all callers of a gateway keep together. */
export interface Pause {
  /** Asks all callers of a gateway to wait; a shorter wait changes nothing. */
  begin: (client: GatewayClient, ms: number) => void;
  /** Resolves once nobody has to wait; callers come back spread over a second, so that they do not storm. */
  end: (client: GatewayClient, signal: AbortSignal) => Promise<void>;
}

export function createPause({ random, now, sleep }: PauseOptions): Pause {
  const until = new Map<GatewayClient, number>();
  return {
    begin: (client, ms) => {
      until.set(client, Math.max(until.get(client) ?? 0, now() + ms));
    },
    end: async (client, signal) => {
      for (;;) {
        const ms = (until.get(client) ?? 0) - now();
        if (ms <= 0) return;
        await sleep(ms + Math.floor(random() * RETRY_BASE_DELAY_MS), signal);
      }
    },
  };
}
