import type { GatewayClient } from '#lib/gateway/client.ts';
import type { SampleResult } from '#lib/gateway/outcome.ts';
import type { GatewayRequest } from '#lib/gateway/request.ts';
import { createHopeless } from './hopeless.ts';
import { createLedger, type LedgerOptions } from './ledger.ts';
import { createPatience, type Tries } from './patience.ts';
import { createPause } from './pause.ts';

/** What a run's calls keep to. */
export interface TrafficOptions extends LedgerOptions {
  /** Uniform in [0, 1). */
  random: () => number;
  /** Milliseconds from a clock that never goes back. */
  now: () => number;
  /** Resolves after `ms` milliseconds, or rejects as soon as the signal aborts. */
  sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Told of each question that waits for a rate limit, with the milliseconds until it is asked again. */
  onRateLimit?: ((waitMs: number) => void) | undefined;
}

/** What came of a question after all its retries. */
export interface Settled {
  result: Exclude<SampleResult, { kind: 'retry' }>;
  /** HTTP attempts made. */
  calls: number;
  /** What all HTTP attempts are known to have cost; null where the cost of an answer is unknown. */
  costUsd: number | null;
}

export interface AskTraffic {
  /** Milliseconds that one HTTP attempt may take. */
  timeoutMs: number;
  signal: AbortSignal;
}

/** The calls of one run: they share its budget, and pause together when a gateway asks to wait. */
export interface Traffic {
  /**
   * Asks until there is an answer, a final refusal or no attempt left. Rate limits are waited for and use up no
   * attempt; a fault of key, address or model is met once and told to every later question.
   *
   * @throws the signal's reason when it aborts
   */
  ask: (client: GatewayClient, request: GatewayRequest, options: AskTraffic) => Promise<Settled>;
  /** Counted against the budget so far, in US dollars. */
  spentUsd: () => number;
}

/** Starts the traffic of one run. */
export function createTraffic(options: TrafficOptions): Traffic {
  const ledger = createLedger(options);
  const sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
    // A sleep that is cut short says so in its own way; callers are promised the signal's reason.
    await options.sleep(ms, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      throw error;
    });
    signal.throwIfAborted();
  };
  const pause = createPause({ ...options, sleep });
  const patience = createPatience(options);
  const hopeless = createHopeless();

  async function call(
    client: GatewayClient,
    request: GatewayRequest,
    { timeoutMs, signal }: AskTraffic,
  ): Promise<Call> {
    await pause.end(client, signal);
    signal.throwIfAborted();
    const known = hopeless.of(client, request.model);
    if (known !== undefined) return { result: known, calls: 0, costUsd: 0 };
    const reservation = ledger.reserve(request);
    if ('refusal' in reservation) {
      return {
        result: { kind: 'unmeasured', reason: 'over_budget', detail: reservation.refusal },
        calls: 0,
        costUsd: 0,
      };
    }
    const result = await client.ask(request, { timeoutMs, signal });
    const costUsd = reservation.settle(signal.aborted ? null : result);
    signal.throwIfAborted();
    patience.note(client, result);
    if (result.kind === 'unmeasured') hopeless.note(client, request.model, result);
    if (result.kind === 'retry' && result.reason === 'rate_limited') pause.begin(client, result.retryAfterMs ?? 0);
    const answered = result.kind === 'measured' || result.partial !== undefined;
    return { result, calls: 1, costUsd: answered ? costUsd : (costUsd ?? 0) };
  }

  return {
    spentUsd: ledger.spentUsd,
    ask: async (client, request, ask) => {
      const tries: Tries = { failed: 0, timedOut: 0, limited: 0, waitedMs: 0 };
      let [calls, retriedUsd] = [0, 0];
      for (;;) {
        const made = await call(client, request, ask);
        calls += made.calls;
        const { result } = made;
        if (result.kind !== 'retry') {
          return { result, calls, costUsd: made.costUsd === null ? null : retriedUsd + made.costUsd };
        }
        retriedUsd += made.costUsd ?? 0;
        const waitMs = patience.nextWaitMs(client, result, tries);
        if (waitMs === null) return { result: givenUp(result, calls), calls, costUsd: retriedUsd };
        if (result.reason === 'rate_limited') options.onRateLimit?.(waitMs);
        await sleep(waitMs, ask.signal);
      }
    },
  };
}

type Passing = Extract<SampleResult, { kind: 'retry' }>;
type Final = Settled['result'];
type Call = { result: SampleResult; calls: number; costUsd: number | null };

function givenUp({ reason, detail, partial }: Passing, calls: number): Final {
  const told = `${detail} (after ${calls} ${calls === 1 ? 'call' : 'calls'})`;
  return { kind: 'unmeasured', reason, detail: told, ...(partial && { partial }) };
}
