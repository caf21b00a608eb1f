import { BASELINE_MIN_REPETITIONS, MIN_MEASURED_SHARE, NIGHTLY_ALPHA } from '#lib/policy/thresholds.ts';
import { coverageOf, whyUnjudged } from './coverage.ts';
import { cutOffFinding } from './cut-off.ts';
import { judgeSignals } from './judge-signals.ts';
import { movementOf } from './movement.ts';
import { explainJudged, NOT_JUDGED, UNTESTABLE } from './reasons.ts';
import { compareServedModel } from './served-model.ts';
import type { Comparison, ComparisonOptions, ComparisonThresholds, PromptSides, Signal, Verdict } from './types.ts';
import { warningsOf } from './warnings.ts';

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
 * 3. `unmeasured`: both sides suffice alone, but too few prompts are measured on both; or these are so few that no
 *    test over them could ever reach alpha: who could not have seen a change must not call it stable.
 * 4. `drifted`: a signal is over its threshold and over the baseline's own noise, adjusted for there being several.
 * 5. `stable`: none is.
 *
 * "Too few" means a share of all prompts below `minMeasuredShare`. Prompts that lack an answer tonight or enough
 * baseline repetitions count neither for nor against drift. With `minBaselineRepetitions: 1` a run with one answer on
 * each side is judged by what moves the same way on many prompts; signals that need repetitions then have no p-value.
 *
 * @param prompts all prompts of the suite version, also those without answers
 */
export function compareWithBaseline<Id>(
  prompts: readonly PromptSides<Id>[],
  options: ComparisonOptions,
): Comparison<Id> {
  const thresholds = { ...POLICY, ...options };
  const coverage = coverageOf(prompts, thresholds);
  const unjudged = whyUnjudged(coverage, thresholds);
  const seen = unjudged === null ? coverage.judged : coverage.seen;
  const { pValue, permutations, signals, saw } = judgeSignals(seen, thresholds, unjudged && NOT_JUDGED);
  const movements = prompts.map((prompt) => ({ ...movementOf(prompt), signals: saw.get(prompt) ?? [] }));
  const cutOff = cutOffFinding(coverage.seen);
  const verdict = unjudged?.verdict ?? verdictOf(pValue, signals);
  const judgedReason =
    pValue === null
      ? UNTESTABLE
      : explainJudged({ pValue, signals, movements, suite: prompts.length, alpha: thresholds.alpha });
  return {
    verdict,
    reason: [unjudged?.reason(movements) ?? judgedReason, cutOff].filter((sentence) => sentence !== null).join(' '),
    pValue,
    permutations,
    seed: options.seed,
    signals,
    prompts: movements,
    servedModel: compareServedModel(coverage.seen),
    warnings: warningsOf(coverage),
  };
}

function verdictOf(pValue: number | null, signals: readonly Signal<unknown>[]): Verdict {
  if (pValue === null) return 'unmeasured';
  return signals.some((signal) => signal.fired) ? 'drifted' : 'stable';
}
