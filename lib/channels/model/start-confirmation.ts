import type { Prisma } from '#generated/prisma/client.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import type { Clock } from '#lib/platform/clock.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { startRunIn } from '#lib/runs/start-run.ts';
import type { EvaluationFacts } from './load-evaluation.ts';

/**
 * Asks a drifted check's prompts again in the same night, in the transaction of its verdict.
 *
 * @returns false when no run can be started, which leaves the night to the check alone.
 */
export async function startConfirmation(
  tx: Prisma.TransactionClient,
  { runId: parentRunId, endpointId, trigger, night }: EvaluationFacts,
  now: Clock,
): Promise<boolean> {
  const input = { endpointId, purpose: 'confirmation', parentRunId, trigger, ...(night && { night }) } as const;
  try {
    await startRunIn(tx, { now, actor: SYSTEM_ACTOR }, input);
    return true;
  } catch (error) {
    if (error instanceof TidemarkError && error.code === 'invalid_input') return false;
    throw error;
  }
}
