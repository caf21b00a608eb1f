import { closeBaselineCapture } from '#lib/baselines/close-capture.ts';
import { recordModelDrift } from '#lib/incidents/record-drift.ts';
import { recordNotSeen } from '#lib/incidents/record-not-seen.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { unmeasuredReasons } from '#lib/runs/queries/tallies.ts';
import { captureOutcome } from './capture-outcome.ts';
import { compareWithBaseline } from './compare.ts';
import { loadEvaluation, saveComparison } from './store.ts';
import { withCause } from './unmeasured-cause.ts';

/**
 * Judges a fully sampled run and stores verdict, signals and movements; a drifted check opens or extends its incident
 * in the same transaction, a baseline run makes its baseline ready or failed. A run that is not waiting for its
 * evaluation is left alone, so the job may run any number of times.
 */
export async function evaluateRun({ db, now }: Pick<Context, 'db' | 'now'>, runId: number): Promise<void> {
  const facts = await loadEvaluation(db, runId);
  if (facts === null) return;
  const judged =
    facts.purpose === 'baseline' ? captureOutcome(facts.answers) : compareWithBaseline(facts.answers, { seed: runId });
  const comparison = {
    ...judged,
    reason: withCause(judged, await unmeasuredReasons(db, { id: runId, month: facts.month })),
  };
  await inTransaction(db, async (tx) => {
    const at = now();
    const isFirst = await saveComparison(tx, facts, comparison, at);
    if (!isFirst) return;
    if (facts.purpose === 'baseline') {
      await closeBaselineCapture(tx, {
        runId,
        endpointId: facts.endpointId,
        ready: comparison.verdict !== 'unmeasured',
        at,
      });
    } else if (comparison.verdict === 'drifted') {
      await recordModelDrift(tx, { ...facts, reason: comparison.reason, pValue: comparison.pValue }, at);
    } else if (comparison.verdict === 'stable') {
      await recordNotSeen(tx, { runId, endpointId: facts.endpointId, reason: comparison.reason }, at);
    }
  });
}
