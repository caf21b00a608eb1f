import type { PrismaClient } from '#generated/prisma/client.ts';
import { nextDelayMs } from '#lib/gateway/backoff.ts';
import type { SampleResult } from '#lib/gateway/outcome.ts';
import type { AskOptions, GatewayRequest } from '#lib/gateway/request.ts';
import type { JobPayload } from '#lib/jobs/catalog.ts';
import { despiteOutage } from '#lib/platform/despite-outage.ts';
import { MAX_SAMPLE_ATTEMPTS } from '#lib/policy/thresholds.ts';
import { askAgain } from './ask-again.ts';
import { decideCall } from './budget.ts';
import { loadPlannedSample, type PlannedSample } from './planned-sample.ts';
import { requestFor } from './request.ts';
import { type SampleRow, sampleRow } from './sample-row.ts';

/** What taking a sample touches outside itself. */
export interface SamplingDeps {
  db: PrismaClient;
  /** Uniform in [0, 1). */
  random: () => number;
  /** Makes one paid call; see lib/gateway/client.ts. */
  ask: (gateway: PlannedSample['gateway'], request: GatewayRequest, options: AskOptions) => Promise<SampleResult>;
  /** Resolves when the sample is committed; see store-samples.ts. */
  store: (row: SampleRow) => Promise<void>;
  /** Aborts when the run is cancelled. */
  cancellation: (runId: number) => AbortSignal;
}

/**
 * Makes one call of a run and stores its sample. Ends without a call when the run has stopped sampling or the sample
 * is stored already, so that a repeated job never pays twice. A call over the run's budget is not made either: its
 * sample is unmeasured.
 *
 * @param shutdown aborts when the process must stop; a call that this cuts off goes back to the queue as it was.
 */
export async function takeSample(
  deps: SamplingDeps,
  { runId, position, attempt }: JobPayload<'canary.sample'>,
  shutdown: AbortSignal,
): Promise<void> {
  // Before the run is read: a cancellation that comes in between must not be missed.
  const cancellation = deps.cancellation(runId);
  const planned = await despiteOutage(() => loadPlannedSample(deps.db, runId, position));
  if (planned === null || planned.runStatus !== 'sampling' || planned.isStored) return;

  const decision = decideCall(planned.budget);
  if (!decision.allowed) {
    const notAsked = { kind: 'unmeasured', reason: 'over_budget', detail: decision.reason } as const;
    await deps.store(sampleRow(planned, notAsked, attempt - 1));
    return;
  }

  const result = await deps.ask(planned.gateway, requestFor(planned.spec, planned.endpoint), {
    timeoutMs: planned.endpoint.requestTimeoutMs,
    signal: AbortSignal.any([cancellation, shutdown]),
  });
  if (cancellation.aborted) return;

  const row = sampleRow(planned, result, attempt);
  const again = (next: { attempt: number; delayMs: number }) => despiteOutage(() => askAgain(deps.db, row, next));
  if (isCutOff(result)) {
    await again({ attempt, delayMs: 0 });
  } else if (isWorthRetrying(result, attempt)) {
    const { retryAfterMs } = result;
    await again({ attempt: attempt + 1, delayMs: nextDelayMs({ attempt, retryAfterMs, random: deps.random }) });
  } else {
    await deps.store(row);
  }
}

/** Whether the call ended because it was told to, rather than by itself. */
function isCutOff(result: SampleResult): boolean {
  return result.kind === 'unmeasured' && result.reason === 'cancelled';
}

/** Whether a failed call gets another try. */
function isWorthRetrying(result: SampleResult, attempt: number): result is Extract<SampleResult, { kind: 'retry' }> {
  return result.kind === 'retry' && attempt < MAX_SAMPLE_ATTEMPTS;
}
