import { FIRING_SHARE_OF_ALPHA } from '#lib/policy/thresholds.ts';
import { explainBlind, explainCalibrating, explainNoOverlap, explainUnmeasured } from './reasons.ts';
import { smallestPossibleP } from './statistics/pool.ts';
import type { ComparisonThresholds, PromptMovement, PromptSides, Verdict } from './types.ts';

/** How many prompts of the suite can be used, and which. */
export interface Coverage<Id> {
  /** Prompts of the suite. */
  suite: number;
  /** With at least one answer measured tonight. */
  measured: number;
  /** With enough baseline repetitions. */
  calibrated: number;
  /** Both. */
  judged: readonly PromptSides<Id>[];
  /** With any answer on both sides. */
  seen: readonly PromptSides<Id>[];
}

export interface Unjudged {
  verdict: Verdict;
  reason: (movements: readonly PromptMovement<unknown>[]) => string;
}

export function coverageOf<Id>(
  prompts: readonly PromptSides<Id>[],
  { minBaselineRepetitions }: ComparisonThresholds,
): Coverage<Id> {
  const isMeasured = ({ tonight }: PromptSides<Id>) => tonight.length > 0;
  const isCalibrated = ({ baseline }: PromptSides<Id>) => baseline.length >= minBaselineRepetitions;
  return {
    suite: prompts.length,
    measured: prompts.filter(isMeasured).length,
    calibrated: prompts.filter(isCalibrated).length,
    judged: prompts.filter((prompt) => isMeasured(prompt) && isCalibrated(prompt)),
    seen: prompts.filter((prompt) => isMeasured(prompt) && prompt.baseline.length > 0),
  };
}

/** Why a run can not be judged, the first reason that applies (see `compareWithBaseline`); null when it can. */
export function whyUnjudged<Id>(coverage: Coverage<Id>, thresholds: ComparisonThresholds): Unjudged | null {
  const isEnough = (count: number) => count > 0 && count >= thresholds.minMeasuredShare * coverage.suite;
  if (!isEnough(coverage.measured)) {
    return { verdict: 'unmeasured', reason: () => explainUnmeasured(coverage, thresholds) };
  }
  if (!isEnough(coverage.calibrated)) {
    return { verdict: 'calibrating', reason: (movements) => explainCalibrating(coverage, thresholds, movements) };
  }
  if (!isEnough(coverage.judged.length)) {
    return { verdict: 'unmeasured', reason: () => explainNoOverlap(coverage, thresholds) };
  }
  const smallestP = smallestPossibleP(coverage.judged);
  if (smallestP > FIRING_SHARE_OF_ALPHA * thresholds.alpha) {
    return { verdict: 'unmeasured', reason: () => explainBlind(coverage.judged.length, smallestP, thresholds) };
  }
  return null;
}
