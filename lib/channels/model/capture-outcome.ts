import { BASELINE_MIN_REPETITIONS, MIN_MEASURED_SHARE } from '#lib/policy/thresholds.ts';
import type { Comparison, PromptSides } from './types.ts';

/**
 * Whether a capture run can serve as a baseline: enough prompts with enough measured repetitions each. Captured
 * answers have nothing to be compared with, so every prompt stays unmoved and no signal is given.
 */
export function captureOutcome<Id>(prompts: readonly PromptSides<Id>[]): Comparison<Id> {
  const calibrated = prompts.filter((prompt) => prompt.tonight.length >= BASELINE_MIN_REPETITIONS).length;
  const isReady = calibrated > 0 && calibrated >= MIN_MEASURED_SHARE * prompts.length;
  const counts = `${calibrated} of ${prompts.length} prompts have at least ${BASELINE_MIN_REPETITIONS} measured answers`;
  return {
    verdict: isReady ? 'calibrating' : 'unmeasured',
    reason: isReady
      ? `Baseline captured: ${counts}. The next check is compared with it.`
      : `The baseline could not be captured: only ${counts}. See why the others were not measured, then capture again.`,
    pValue: null,
    permutations: null,
    seed: 0,
    signals: [],
    prompts: [],
    servedModel: null,
    warnings: [],
  };
}
