import { nextDelayMs } from '#lib/gateway/backoff.ts';
import type { GatewayClient } from '#lib/gateway/client.ts';
import type { SampleResult } from '#lib/gateway/outcome.ts';
import {
  GOLDEN_CALL_ATTEMPTS,
  GOLDEN_RATE_LIMIT_PATIENCE_MS,
  GOLDEN_TIMED_OUT_ATTEMPTS,
} from '#lib/policy/thresholds.ts';

type PassingFault = Extract<SampleResult, { kind: 'retry' }>;

/** What a question has met so far. */
export interface Tries {
  failed: number;
  timedOut: number;
  limited: number;
  /** For rate limits. */
  waitedMs: number;
}

/** How long a run bears with faults that may pass. */
export interface Patience {
  /** To be told of every result. */
  note: (client: GatewayClient, result: SampleResult) => void;
  /** Counts a fault among the tries of its question; milliseconds before the next one, null where there is none. */
  nextWaitMs: (client: GatewayClient, fault: PassingFault, tries: Tries) => number | null;
}

interface PatienceOptions {
  /** Uniform in [0, 1). */
  random: () => number;
  /** Milliseconds from a clock that never goes back. */
  now: () => number;
}

export function createPatience({ random, now }: PatienceOptions): Patience {
  /** Since when each gateway has answered with nothing but rate limits. */
  const droughts = new Map<GatewayClient, number>();

  function afterRateLimit(client: GatewayClient, retryAfterMs: number | undefined, tries: Tries): number | null {
    tries.limited += 1;
    const waitMs = nextDelayMs({ attempt: tries.limited, retryAfterMs, random });
    tries.waitedMs += waitMs;
    const droughtMs = now() - (droughts.get(client) ?? now()) + waitMs;
    return Math.max(tries.waitedMs, droughtMs) <= GOLDEN_RATE_LIMIT_PATIENCE_MS ? waitMs : null;
  }

  return {
    note: (client, result) => {
      if (result.kind !== 'retry' || result.reason !== 'rate_limited') droughts.delete(client);
      else if (!droughts.has(client)) droughts.set(client, now());
    },
    nextWaitMs: (client, { reason, retryAfterMs }, tries) => {
      if (reason === 'rate_limited') return afterRateLimit(client, retryAfterMs, tries);
      tries.failed += 1;
      tries.timedOut += reason === 'timeout' ? 1 : 0;
      if (tries.failed >= GOLDEN_CALL_ATTEMPTS || tries.timedOut >= GOLDEN_TIMED_OUT_ATTEMPTS) return null;
      return nextDelayMs({ attempt: tries.failed, retryAfterMs, random });
    },
  };
}
