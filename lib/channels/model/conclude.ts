import type { Prisma } from '#generated/prisma/client.ts';
import { closeBaselineCapture } from '#lib/baselines/close-capture.ts';
import { growBaseline } from '#lib/baselines/grow.ts';
import { assertNever, invariant } from '#lib/platform/errors.ts';
import { proposeVersion } from '#lib/suites/screening/propose.ts';
import type { EvaluationFacts } from './load-evaluation.ts';
import { closeNight } from './night/close.ts';
import { startConfirmation } from './start-confirmation.ts';
import type { Comparison } from './types.ts';

/** A judged run. */
export interface Evaluation {
  facts: EvaluationFacts;
  comparison: Comparison<number>;
  /** Who encoded its answers; null when nobody could. */
  encoderId: string | null;
}

/** What follows from the verdict of a run, in the transaction that stores it and under the lock of the endpoint. */
export async function conclude(
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
      if (comparison.verdict !== 'unmeasured') await proposeVersion(tx, facts, now());
      return;
    case 'check':
      if (baselineId !== null && facts.baselineEncoderId === null) await adoptEncoder(tx, baselineId, encoderId);
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
