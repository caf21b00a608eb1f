import type { Prisma, RunTrigger } from '#generated/prisma/client.ts';
import { type Actor, personOf } from '#lib/audit/actor.ts';
import { recordAudit } from '#lib/audit/record.ts';
import { NORMALISER_VERSION } from '#lib/channels/model/canonicalise.ts';
import type { RunPurpose } from '#lib/contract/runs.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import { utcMonth } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { isUniqueViolation } from '#lib/platform/prisma-errors.ts';
import { plannedCalls } from './call-plan.ts';
import { estimateRun, totalMaxCostUsd } from './estimate-run.ts';
import { laneCount } from './lanes.ts';
import { decideStart, type StartDecision, type StartRequest } from './start-decision.ts';
import { loadStartFacts, type StartableEndpoint, type StartTarget } from './start-facts.ts';

export interface StartRunInput extends StartRequest, StartTarget {
  trigger: RunTrigger;
  /** The UTC night a scheduled run, or its confirmation, stands for. */
  night?: Date;
  /** Kept with a new baseline. */
  reason?: string;
}

type StartContext = Pick<Context, 'now' | 'actor'>;

const STARTED: Record<RunPurpose, string> = {
  check: 'a check',
  baseline: 'a baseline capture',
  confirmation: 'a confirmation',
  screening: 'a prompt screening',
};

/**
 * Creates a run and its first job in one transaction; a baseline run also creates the baseline it fills.
 *
 * @throws TidemarkError `not_found` for an unknown endpoint, `conflict` while another run of it is going or when the
 *   night already has its scheduled run, `invalid_input` when the suite or the repetitions do not allow a run.
 */
export async function startRun(ctx: Context, input: StartRunInput): Promise<{ runId: number }> {
  try {
    return await inTransaction(ctx.db, (tx) => startRunIn(tx, ctx, input));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new TidemarkError('conflict', 'Another run of this endpoint started at the same moment.', { cause: error });
  }
}

/**
 * {@link startRun} as part of a transaction, for what must happen together with it. A confirmation needs its check to be
 * finished in the same transaction or before.
 *
 * @throws TidemarkError as {@link startRun}; a violated constraint when another run of the endpoint starts at the same
 *   moment, which ends the transaction.
 */
export async function startRunIn(
  tx: Prisma.TransactionClient,
  ctx: StartContext,
  input: StartRunInput,
): Promise<{ runId: number }> {
  // Settings of the endpoint cannot change until its run is there to forbid it.
  await tx.$queryRaw`SELECT id FROM endpoint WHERE id = ${input.endpointId}::int FOR SHARE`;
  const endpoint = await loadStartFacts(tx, input);
  const decision = decideStart(input, endpoint.facts);
  if (!decision.allowed) throw new TidemarkError(decision.code, decision.reason);
  return create(tx, ctx, input, endpoint, decision);
}

async function create(
  tx: Prisma.TransactionClient,
  ctx: StartContext,
  input: StartRunInput,
  endpoint: StartableEndpoint,
  { repetitions, plan }: Extract<StartDecision, { allowed: true }>,
): Promise<{ runId: number }> {
  const now = ctx.now();
  const month = utcMonth(now);
  const plannedSamples = plannedCalls(
    endpoint.prompts.map((prompt) => prompt.stratum),
    repetitions,
  );
  const estimate = estimateRun(endpoint, { purpose: input.purpose, repetitions });
  await tx.$executeRaw`SELECT ensure_sample_partition(${month}::date)`;
  const run = await tx.run.create({
    data: {
      month,
      purpose: input.purpose,
      trigger: input.trigger,
      endpointId: input.endpointId,
      suiteVersionId: endpoint.suiteVersionId,
      night: input.night ?? null,
      parentRunId: input.parentRunId ?? null,
      plan,
      shortRepetitions: repetitions.short,
      behaviourRepetitions: repetitions.behaviour,
      lanes: laneCount(plannedSamples, endpoint.concurrency),
      plannedSamples,
      budgetUsd: endpoint.runBudgetUsd,
      estimatedCostUsd: totalMaxCostUsd(estimate),
      estimatedPromptTokens: estimate.promptTokens,
      estimatedCompletionTokens: estimate.maxCompletionTokens,
      requestedBy: personOf(ctx.actor),
      createdAt: now,
    },
    select: { id: true },
  });
  if (input.purpose === 'baseline') await openBaseline(tx, ctx.actor, now, input, endpoint, run.id);
  await recordAudit(tx, {
    actor: ctx.actor,
    action: 'run.start',
    subjectType: 'run',
    subjectId: run.id,
    summary: `Started ${STARTED[input.purpose]} of ${endpoint.facts.endpointName}: ${plannedSamples} calls`,
  });
  await enqueue(tx, 'canary.start', { runId: run.id }, { key: jobKeys.start(run.id) });
  return { runId: run.id };
}

async function openBaseline(
  tx: Prisma.TransactionClient,
  actor: Actor,
  now: Date,
  input: StartRunInput,
  endpoint: StartableEndpoint,
  runId: number,
): Promise<void> {
  await tx.baseline.create({
    data: {
      endpointId: input.endpointId,
      suiteVersionId: endpoint.suiteVersionId,
      normaliserVersion: NORMALISER_VERSION,
      reason: input.reason ?? '',
      createdBy: personOf(actor),
      createdAt: now,
      sources: { create: { runId, addedAt: now } },
    },
  });
}
