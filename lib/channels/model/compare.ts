import { BASELINE_MIN_REPETITIONS, MIN_MEASURED_SHARE, NIGHTLY_ALPHA } from '#lib/policy/thresholds.ts';
import { hashDeltaSignal } from './hash-delta.ts';
import { movementOf } from './movement.ts';
import { explainCalibrating, explainJudged, explainNoOverlap, explainUnmeasured } from './reasons.ts';
import type { Comparison, ComparisonOptions, ComparisonThresholds, PromptSides, Verdict } from './types.ts';

const POLICY: ComparisonThresholds = {
  alpha: NIGHTLY_ALPHA,
  minBaselineRepetitions: BASELINE_MIN_REPETITIONS,
  minMeasuredShare: MIN_MEASURED_SHARE,
};

/**
 * Judges one run of an endpoint against its baseline. The first row that applies decides:
 *
 * 1. `unmeasured`: too few of the suite's prompts were measured tonight, whatever the baseline. A run that saw nothing
 *    must say so, not hide behind a baseline that still calibrates.
 * 2. `calibrating`: too few prompts have enough baseline repetitions for a noise level.
 * 3. `unmeasured`: both sides suffice alone, but too few prompts are measured on both.
 * 4. `drifted`: a signal is over its threshold and over the baseline's own noise.
 * 5. `stable`: none is.
 *
 * "Too few" means a share of all prompts below `minMeasuredShare`. Prompts that lack an answer tonight or enough
 * baseline repetitions count neither for nor against drift.
 *
 * @param prompts all prompts of the suite version, also those without answers
 */
export function compareWithBaseline<Id>(
  prompts: readonly PromptSides<Id>[],
  options: ComparisonOptions,
): Comparison<Id> {
  const thresholds = { ...POLICY, ...options };
  const common = { permutations: null, seed: options.seed, servedModel: null, warnings: [] };
  const isMeasured = (prompt: PromptSides<Id>) => prompt.tonight.length > 0;
  const isCalibrated = (prompt: PromptSides<Id>) => prompt.baseline.length >= thresholds.minBaselineRepetitions;
  const judged = prompts.filter((prompt) => isMeasured(prompt) && isCalibrated(prompt));
  const coverage = {
    suite: prompts.length,
    measured: prompts.filter(isMeasured).length,
    calibrated: prompts.filter(isCalibrated).length,
    judged: judged.length,
  };
  const isEnough = (count: number) => count > 0 && count >= thresholds.minMeasuredShare * coverage.suite;
  const movements = prompts.map(movementOf);

  const unjudged = (verdict: Verdict, reason: string): Comparison<Id> => {
    const signal = hashDeltaSignal(judged, thresholds, { testable: false });
    return { verdict, reason, pValue: null, signals: [signal], prompts: movements, ...common };
  };
  if (!isEnough(coverage.measured)) return unjudged('unmeasured', explainUnmeasured(coverage, thresholds));
  if (!isEnough(coverage.calibrated)) {
    return unjudged('calibrating', explainCalibrating(coverage, thresholds, movements));
  }
  if (!isEnough(coverage.judged)) return unjudged('unmeasured', explainNoOverlap(coverage, thresholds));

  const signal = hashDeltaSignal(judged, thresholds, { testable: true });
  return {
    verdict: signal.fired ? 'drifted' : 'stable',
    reason: explainJudged(signal, coverage),
    pValue: signal.pValue,
    signals: [signal],
    prompts: movements,
    ...common,
  };
}
