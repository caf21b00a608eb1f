import type { Prisma } from '#generated/prisma/client.ts';
import { closeBaselineCapture } from '#lib/baselines/close-capture.ts';
import { growBaseline } from '#lib/baselines/grow.ts';
import { lockEndpoint } from '#lib/endpoints/lock.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { assertNever, invariant } from '#lib/platform/errors.ts';
import { unmeasuredReasons } from '#lib/runs/queries/tallies.ts';
import { captureOutcome } from './capture-outcome.ts';
import { compareWithBaseline } from './compare.ts';
import type { Encoder } from './encoder/types.ts';
import { type EvaluationFacts, loadEvaluation } from './load-evaluation.ts';
import { lookAtAnswers } from './look.ts';
import { closeNight } from './night/close.ts';
import { saveComparison } from './save-comparison.ts';
import { startConfirmation } from './start-confirmation.ts';
import type { Comparison } from './types.ts';
import { withCause } from './unmeasured-cause.ts';

/** What judging a run touches outside itself. */
export interface EvaluationDeps extends Pick<Context, 'db' | 'now'> {
  encoder: Encoder;
}

/** A judged run, not stored yet. */
interface Evaluation {
  facts: EvaluationFacts;
  comparison: Comparison<number>;
  encoderId: string | null;
}

/**
 * Judges a fully sampled run and stores verdict, signals and movements, and in the same transaction what follows: a
 * baseline run makes its baseline ready or failed; a drifted check asks again (its confirmation); any other judged
 * check, and the confirmation, end their night: the step of the CUSUM, the incident, the growth of the baseline.
 *
 * A run that is not waiting for its evaluation is left alone, so the job may run any number of times. Answers are
 * encoded before the transaction.
 *
 * @param shutdown aborts when the process must stop; the job then comes back.
 */
export async function evaluateRun(deps: EvaluationDeps, runId: number, shutdown: AbortSignal): Promise<void> {
  const { db, now, encoder } = deps;
  const facts = await loadEvaluation(db, runId, encoder.id);
  if (facts === null) return;
  const evaluation = await judge(deps, facts, shutdown);
  await inTransaction(db, async (tx) => {
    await lockEndpoint(tx, facts.endpointId);
    const at = now();
    if (!(await saveComparison(tx, facts, evaluation.comparison, at))) return;
    await conclude(tx, evaluation, () => at);
  });
}

async function judge(
  { db, encoder }: EvaluationDeps,
  facts: EvaluationFacts,
  signal: AbortSignal,
): Promise<Evaluation> {
  const captures = facts.purpose === 'baseline';
  const { prompts, encoderId, warnings } = await lookAtAnswers({ db, encoder, signal, captures }, facts.answers);
  const comparison =
    captures || facts.purpose === 'screening'
      ? captureOutcome(prompts)
      : compareWithBaseline(prompts, { seed: facts.runId });
  const causes = await unmeasuredReasons(db, { id: facts.runId, month: facts.month });
  const unfit =
    facts.unfit && `The baseline in force no longer fits: ${facts.unfit}. The next night captures a new one.`;
  return {
    facts,
    comparison: {
      ...comparison,
      reason: [withCause(comparison, causes), unfit].filter((part) => part !== null).join(' '),
      warnings: [...comparison.warnings, ...warnings],
    },
    encoderId,
  };
}

async function conclude(
  tx: Prisma.TransactionClient,
  { facts, comparison, encoderId }: Evaluation,
  now: () => Date,
): Promise<void> {
  const { runId, endpointId, baselineId, parentRunId } = facts;
  switch (facts.purpose) {
    case 'baseline':
      return closeBaselineCapture(tx, {
        runId,
        endpointId,
        ready: comparison.verdict !== 'unmeasured',
        encoderId,
        at: now(),
      });
    case 'confirmation':
      invariant(parentRunId !== null, 'a confirmation confirms a check');
      return closeNight(tx, parentRunId, now());
    case 'screening':
      return;
    case 'check':
      if (baselineId !== null) await adoptEncoder(tx, baselineId, encoderId);
      return concludeCheck(tx, { facts, comparison, encoderId }, now);
    default:
      return assertNever(facts.purpose);
  }
}

async function concludeCheck(
  tx: Prisma.TransactionClient,
  { facts, comparison }: Evaluation,
  now: () => Date,
): Promise<void> {
  if (comparison.verdict === 'drifted' && (await startConfirmation(tx, facts, now))) return;
  await closeNight(tx, facts.runId, now());
  if (facts.baselineId === null) return;
  const night = {
    runId: facts.runId,
    endpointId: facts.endpointId,
    baselineId: facts.baselineId,
    scheduled: facts.trigger === 'schedule',
    verdict: comparison.verdict,
    anyFired: comparison.signals.some((signal) => signal.fired),
    pValue: comparison.pValue,
    servedModelChanged: comparison.servedModel?.changed ?? false,
  };
  await growBaseline(tx, night, now());
}

/** The first encoder that looks at a baseline is its encoder from then on. */
async function adoptEncoder(tx: Prisma.TransactionClient, baselineId: number, encoderId: string | null): Promise<void> {
  if (encoderId === null) return;
  await tx.baseline.updateMany({ where: { id: baselineId, encoderId: null }, data: { encoderId } });
}
