import type { PrismaClient } from '#generated/prisma/client.ts';
import { nextDelayMs } from '#lib/gateway/backoff.ts';
import type { SampleResult } from '#lib/gateway/outcome.ts';
import type { AskOptions, GatewayRequest } from '#lib/gateway/request.ts';
import type { JobPayload } from '#lib/jobs/catalog.ts';
import { enqueue, jobKeys } from '#lib/jobs/enqueue.ts';
import type { Clock } from '#lib/platform/clock.ts';
import { MAX_SAMPLE_ATTEMPTS } from '#lib/policy/thresholds.ts';
import { loadPlannedSample, type PlannedSample } from './planned-sample.ts';
import { requestFor } from './request.ts';
import { type SampleRow, sampleRow } from './sample-row.ts';

/** What taking a sample touches outside itself. */
export interface SamplingDeps {
  db: PrismaClient;
  now: Clock;
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
 * is stored already, so that a repeated job never pays twice.
 *
 * @param shutdown aborts when the process must stop; the call is then given up and the job thrown back.
 */
export async function takeSample(
  deps: SamplingDeps,
  { runId, position, attempt }: JobPayload<'canary.sample'>,
  shutdown: AbortSignal,
): Promise<void> {
  const planned = await loadPlannedSample(deps.db, runId, position);
  if (planned === null || planned.runStatus !== 'sampling' || planned.isStored) return;

  const cancellation = deps.cancellation(runId);
  const result = await deps.ask(planned.gateway, requestFor(planned.spec, planned.endpoint), {
    timeoutMs: planned.endpoint.requestTimeoutMs,
    signal: AbortSignal.any([cancellation, shutdown]),
  });
  if (cancellation.aborted) return;
  shutdown.throwIfAborted();

  if (isWorthRetrying(result, attempt)) {
    const delayMs = nextDelayMs({ attempt, retryAfterMs: result.retryAfterMs, random: deps.random });
    const runAt = new Date(deps.now().getTime() + delayMs);
    const key = jobKeys.sample(runId, position);
    await enqueue(deps.db, 'canary.sample', { runId, position, attempt: attempt + 1 }, { key, runAt });
    return;
  }
  await deps.store(sampleRow(planned, result, attempt));
}

/** Whether a failed call gets another try. */
function isWorthRetrying(result: SampleResult, attempt: number): result is Extract<SampleResult, { kind: 'retry' }> {
  return result.kind === 'retry' && attempt < MAX_SAMPLE_ATTEMPTS;
}
