import pLimit from 'p-limit';
import type { PrismaClient } from '#generated/prisma/client.ts';
import { nextDelayMs } from '#lib/gateway/backoff.ts';
import type { JobPayload } from '#lib/jobs/catalog.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import { despiteOutage } from '#lib/platform/despite-outage.ts';
import { JUDGE_CALLS_IN_FLIGHT } from '#lib/policy/thresholds.ts';
import type { SamplingDeps } from '#lib/runs/take-sample.ts';
import { loadJudging } from './facts.ts';
import { createInquiry } from './inquiry.ts';
import { openQuestions } from './open-questions.ts';
import { noteJudge } from './store.ts';

/** What judging touches outside itself; the same as sampling does. */
export type JudgingDeps = Pick<SamplingDeps, 'random' | 'ask' | 'cancellation'> & { db: PrismaClient };

/**
 * Asks the judge every question about a sampled run that is still open, then has the run evaluated. Each judgement is
 * stored as it comes, so that a repeated job never pays twice; questions that met a passing fault wait for the next
 * round, which is a job of its own. A run that no longer waits for its evaluation is left alone.
 *
 * @param shutdown aborts when the process must stop; calls that this cuts off go back to the queue as they were.
 */
export async function judgeRun(
  deps: JudgingDeps,
  { runId, attempt }: JobPayload<'canary.judge'>,
  shutdown: AbortSignal,
): Promise<void> {
  const { db } = deps;
  // Before the run is read: a cancellation that comes in between must not be missed.
  const cancellation = deps.cancellation(runId);
  const facts = await despiteOutage(() => loadJudging(db, runId));
  if (facts === null) return evaluateNow(db, runId);
  await despiteOutage(() => noteJudge(db, facts.baselineId, facts.judge.id));

  const inquiry = createInquiry(deps, facts, attempt, AbortSignal.any([cancellation, shutdown]));
  const limit = pLimit(JUDGE_CALLS_IN_FLIGHT);
  const put = await Promise.allSettled(openQuestions(facts).map((question) => limit(() => inquiry.put(question))));
  const failure = put.find((each) => each.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  if (cancellation.aborted) return;

  const { cutOff, retries } = inquiry.outcome();
  const again = (nextAttempt: number, delayMs: number) =>
    despiteOutage(() =>
      enqueue(db, 'canary.judge', { runId, attempt: nextAttempt }, { key: jobKeys.judge(runId), delayMs }),
    );
  if (cutOff) await again(attempt, 0);
  else if (retries.length === 0) await evaluateNow(db, runId);
  else {
    const retryAfterMs = Math.max(...retries);
    await again(attempt + 1, nextDelayMs({ attempt, retryAfterMs, random: deps.random }));
  }
}

/** Brings the evaluation forward, which else waits for its deadline (lib/runs/store-samples.ts). */
function evaluateNow(db: PrismaClient, runId: number): Promise<void> {
  return despiteOutage(() => enqueue(db, 'canary.evaluate', { runId }, { key: jobKeys.evaluate(runId) }));
}
