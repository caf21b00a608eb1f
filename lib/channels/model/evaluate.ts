import { lockEndpoint } from '#lib/endpoints/lock.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { assertNever } from '#lib/platform/errors.ts';
import { unmeasuredReasons } from '#lib/runs/queries/tallies.ts';
import { screeningOutcome } from '#lib/suites/screening/outcome.ts';
import { captureOutcome } from './capture-outcome.ts';
import type { Comparer } from './comparer/comparer.ts';
import { conclude, type Evaluation } from './conclude.ts';
import type { Encoder } from './encoder/types.ts';
import { type EvaluationFacts, loadEvaluation } from './load-evaluation.ts';
import { lookAtAnswers } from './look.ts';
import { saveComparison } from './save-comparison.ts';
import type { Comparison, PromptSides } from './types.ts';
import { withCause } from './unmeasured-cause.ts';

/** What judging a run touches outside itself. */
export interface EvaluationDeps extends Pick<Context, 'db' | 'now'> {
  encoder: Encoder;
  /** Off this thread; see comparer/comparer.ts. */
  compare: Comparer['compare'];
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

/** What comes of the answers of each kind of run; only checks and their confirmations are compared with something. */
async function comparisonOf(
  { purpose, runId }: EvaluationFacts,
  prompts: readonly PromptSides<number>[],
  compare: Comparer['compare'],
): Promise<Comparison<number>> {
  switch (purpose) {
    case 'baseline':
      return captureOutcome(prompts);
    case 'screening':
      return screeningOutcome(prompts);
    case 'check':
    case 'confirmation':
      return compare(prompts, { seed: runId });
    default:
      return assertNever(purpose);
  }
}

async function judge(
  { db, encoder, compare }: EvaluationDeps,
  facts: EvaluationFacts,
  signal: AbortSignal,
): Promise<Evaluation> {
  const captures = facts.purpose === 'baseline';
  const { prompts, encoderId, warnings } = await lookAtAnswers({ db, encoder, signal, captures }, facts.answers);
  const comparison = await comparisonOf(facts, prompts, compare);
  const causes =
    comparison.verdict === 'unmeasured' ? await unmeasuredReasons(db, { id: facts.runId, month: facts.month }) : [];
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
