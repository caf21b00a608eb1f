/** Shapes of the model channel's comparison. Pure data: the evaluate job stores them, the console draws them. */

/** Hashes of one measured answer; see `hashAnswer` in canonicalise.ts. */
export interface AnswerHashes {
  /** Equal for answers that differ only in whitespace, Unicode form or JSON layout. */
  canonicalHash: string;
  /** Equal only for identical answers. */
  rawHash: string;
}

/** One prompt of the suite with its measured answers on both sides; unmeasured samples are left out. */
export interface PromptAnswers<Id> {
  promptId: Id;
  /** Independent repetitions of the accepted baseline; empty where there are none. */
  baseline: readonly AnswerHashes[];
  /** Repetitions measured in the run under judgement; empty where every call failed. */
  tonight: readonly AnswerHashes[];
}

export type Verdict = 'stable' | 'drifted' | 'calibrating' | 'unmeasured';

/**
 * How one prompt moved. `changed`: none of tonight's answers occurs in the baseline. `format_only`: all of them occur
 * there, but each laid out as in no baseline repetition. `unmeasured`: an answer is missing on either side.
 */
export type Movement = 'same' | 'changed' | 'format_only' | 'unmeasured';

export type SignalName = 'hash_delta';

/** One measured quantity of a run. Fires when `value > threshold` and `pValue <= alpha`. */
export interface Signal {
  name: SignalName;
  /** Share, 0 to 1; null when no prompt can be judged. */
  value: number | null;
  /** Same unit as `value`. */
  threshold: number;
  /** The same quantity between the baseline's own repetitions; null when no prompt can be judged. */
  noise: number | null;
  /** Probability of a value at least this large if nothing changed, in (0, 1]; null when the run is not judged. */
  pValue: number | null;
  fired: boolean;
  detail: HashDeltaDetail;
}

/** What stands behind a hash_delta value. */
export interface HashDeltaDetail {
  alpha: number;
  /** Prompts measured tonight whose baseline has enough repetitions. The counts below are among these. */
  judgedPrompts: number;
  changedPrompts: number;
  formatOnlyPrompts: number;
  /** False when the p-value was rounded up to bound the computation (permutation.ts). */
  exact: boolean;
}

/** How one prompt compares with its baseline. */
export interface PromptMovement<Id> {
  promptId: Id;
  movement: Movement;
  /** Share of (tonight, baseline) answer pairs that differ canonically, 0 to 1; null when unmeasured. */
  deltaShare: number | null;
  /** Share of pairs of baseline repetitions that differ canonically; null below two repetitions. */
  noiseShare: number | null;
  reason: string;
}

/** The judgement of one run, with everything a person needs to follow it. */
export interface Comparison<Id> {
  verdict: Verdict;
  reason: string;
  /** p-value of the run; null when it is not judged. */
  pValue: number | null;
  signals: readonly Signal[];
  /** In the order of the input. */
  prompts: readonly PromptMovement<Id>[];
}

/** Numbers a comparison judges by; units and sources in lib/policy/thresholds.ts. */
export interface ComparisonThresholds {
  alpha: number;
  hashDelta: number;
  minBaselineRepetitions: number;
  minMeasuredShare: number;
}

/** How many prompts of the suite can be used. */
export interface Coverage {
  suite: number;
  /** With at least one answer measured tonight. */
  measured: number;
  /** With enough baseline repetitions. */
  calibrated: number;
  /** Both. */
  judged: number;
}
