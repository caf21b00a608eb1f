import type { GatewayClient } from '#lib/gateway/client.ts';
import type { Prices } from '#lib/gateway/estimate.ts';
import type { SampleResult } from '#lib/gateway/outcome.ts';
import type { GatewayRequest } from '#lib/gateway/request.ts';

/** What a run's calls keep to. */
export interface TrafficOptions {
  /** Most that the calls of the run may cost; null for no limit. */
  budgetUsd: number | null;
  /** What was spent already, by an earlier process of the same run. */
  spentUsd?: number;
  /** Prices of each model; an unknown one is judged by what its calls turned out to cost. */
  prices: (model: string) => Prices | null;
  /** Uniform in [0, 1). */
  random: () => number;
  /** Milliseconds from a clock that never goes back. */
  now: () => number;
  /** Resolves after `ms` milliseconds, rejects with the signal's reason when it aborts. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** What came of a question after all its retries. */
export interface Settled {
  result: Exclude<SampleResult, { kind: 'retry' }>;
  /** HTTP attempts made. */
  calls: number;
  /** All attempts together; null where an answer's cost is unknown. */
  costUsd: number | null;
}

/** The calls of one run: they share its budget and pause together when a gateway asks to wait. */
export interface Traffic {
  /**
   * Asks until there is an answer, a final refusal or no attempt left.
   *
   * @param timeoutMs of one HTTP attempt
   * @throws the signal's reason when it aborts
   */
  ask: (
    client: GatewayClient,
    request: GatewayRequest,
    options: { timeoutMs: number; signal: AbortSignal },
  ) => Promise<Settled>;
  /** Counted against the budget so far, in US dollars. */
  spentUsd: () => number;
}
