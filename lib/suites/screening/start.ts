import type { Context } from '#lib/platform/context.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { SCREENING_REPETITIONS } from '#lib/policy/thresholds.ts';
import { startRun } from '#lib/runs/start-run.ts';
import { candidateVersion } from './candidates.ts';
import { planScreening } from './plan.ts';

/**
 * Asks an endpoint every candidate prompt SCREENING_REPETITIONS times; its evaluation proposes a suite version.
 *
 * @throws TidemarkError `not_found` for an unknown endpoint, or without candidate prompts; `conflict` when none can be
 *   started now, with the reason.
 */
export async function startScreening(ctx: Context, endpointId: number): Promise<{ runId: number }> {
  const { refusal } = await planScreening(ctx, endpointId);
  if (refusal !== null) throw new TidemarkError('conflict', refusal);
  const { id: suiteVersionId } = await candidateVersion(ctx.db);
  const trigger = ctx.actor.kind === 'token' ? 'ci' : 'manual';
  return startRun(ctx, {
    endpointId,
    suiteVersionId,
    purpose: 'screening',
    repetitions: SCREENING_REPETITIONS,
    trigger,
  });
}
