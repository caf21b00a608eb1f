/** Shapes of the model channel's comparison. Pure data: the evaluate job stores them, console and CLI draw them. */
import type { PromptSpec } from '#lib/suites/format.ts';
import type { Stratum } from '#lib/suites/vocabulary.ts';

/** One tool call of an answer. Call ids are left out: they are random. */
export interface ToolCall {
  name: string;
  /** JSON text as the model wrote it; it may be broken. */
  arguments: string;
}

/** Hashes of one measured answer; see `hashAnswer` in canonicalise.ts. */
export interface AnswerHashes {
  /** Equal for answers that differ only in whitespace, Unicode form or JSON layout. */
  canonicalHash: string;
  /** Equal only for identical answers. */
  rawHash: string;
}

/** One measured answer, ready to be compared (`toAnswer` in answer.ts makes one). */
export interface Answer extends AnswerHashes {
  output: string;
  toolCalls: readonly ToolCall[];
  /** As the gateway sent it: `stop`, `length`, `tool_calls`; null where unknown. */
  finishReason: string | null;
  /** Unit-length sentence encoding; null while no encoder looked at it. One comparison holds one encoder's only. */
  embedding: Float32Array | null;
  /** Probability that the answer declines, 0 to 1; null while no classifier looked at it. */
  refusal: number | null;
  promptTokens: number | null;
  completionTokens: number | null;
  latencyMs: number | null;
  /** Model and fingerprint the gateway says it served; evidence, not proof. */
  servedModel: string | null;
  fingerprint: string | null;
}

/** What a judge said of one prompt; null where it did not give a usable verdict. */
export interface JudgedPrompt {
  /** Tonight's answer differs from the first baseline answer. */
  tonightDiffers: boolean | null;
  /** A second baseline answer differs from the first: the judge's own noise. */
  baselineDiffers: boolean | null;
  /** Why either is missing, in plain words, where that is known; null where both are there. */
  unmeasured?: string | null;
}

/** One prompt with its measured answers on both sides; unmeasured samples are left out. */
export interface PromptSides<Id> {
  promptId: Id;
  stratum: Stratum;
  /** Null where nobody said, as in recorded answers. */
  category: string | null;
  expectation: PromptSpec['expect'] | null;
  /** Independent repetitions of the accepted baseline; empty where there are none. */
  baseline: readonly Answer[];
  /** Repetitions measured in the run under judgement; empty where every call failed. */
  tonight: readonly Answer[];
  /** Null where no judge is configured. */
  judged: JudgedPrompt | null;
}

export type Verdict = 'stable' | 'drifted' | 'calibrating' | 'unmeasured';

/**
 * How one prompt moved. `changed`: none of tonight's answers occurs in the baseline. `format_only`: all of them occur
 * there, but each laid out as in no baseline repetition. `unmeasured`: an answer is missing on either side.
 */
export type Movement = 'same' | 'changed' | 'format_only' | 'unmeasured';

/** The four signals of the product definition, then the statistics beside them. */
export const SIGNAL_NAMES = [
  'hash_delta',
  'embedding_drift',
  'judge',
  'refusal_shift',
  'answer_shift',
  'energy',
  'dispersion',
  'style_length',
  'style_lines',
  'style_code',
  'style_markdown',
  'vocabulary',
  'schema_validity',
  'tool_calls',
] as const;

export type SignalName = (typeof SIGNAL_NAMES)[number];
export type SignalKind = 'mission' | 'further';

/** `ratio` is the absolute mean of a natural logarithm of a ratio: 0.69 is twice or half as much. */
export type SignalUnit = 'share' | 'distance' | 'relative distance' | 'log ratio';

/** A prompt that moved a signal, in the signal's unit. */
export interface Mover<Id> {
  promptId: Id;
  value: number;
  /** The same quantity as expected for this prompt if nothing changed; null without repetitions to tell. */
  noise: number | null;
}

/** One measured quantity of a run. Fires when `value > threshold` and `pAdjusted <= detail.alpha`. */
export interface Signal<Id> {
  name: SignalName;
  kind: SignalKind;
  unit: SignalUnit;
  /** Null when no prompt can be judged by it. */
  value: number | null;
  /** Same unit as `value`. */
  threshold: number;
  /** What `value` would be if nothing changed: the median over the permutations; null when nothing tells. */
  noise: number | null;
  /** Probability of a difference at least this large if nothing changed, in (0, 1]; null when it is not tested. */
  pValue: number | null;
  /** The same, adjusted for the other signals of the run (step-down Westfall–Young); never below the run's own p. */
  pAdjusted: number | null;
  fired: boolean;
  /** Why value or p is missing, in plain words; null when both are there. */
  unmeasured: string | null;
  detail: SignalDetail;
  /** Prompts by what they add to the signal beyond their noise, largest first. */
  movers: readonly Mover<Id>[];
}

/** What stands behind a value: the level it was judged at and facts of the signal's own. */
export interface SignalDetail {
  /** Largest adjusted p-value at which the signal fires: a share of the run's alpha (thresholds.ts). */
  alpha: number;
  /** Prompts the value is a mean over. */
  judgedPrompts: number;
  [fact: string]: number | string | boolean | null;
}

/** What one signal saw of one prompt. */
export interface PromptSignal {
  name: SignalName;
  value: number;
  noise: number | null;
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
  /** Largest excess over noise first. */
  signals: readonly PromptSignal[];
}

/** How often each value was seen on one side. */
export type Tally = Readonly<Record<string, number>>;

/** What the gateway said about who answered: evidence of its own kind, never part of p or verdict. */
export interface ServedModelEvidence {
  changed: boolean;
  models: { baseline: Tally; tonight: Tally };
  fingerprints: { baseline: Tally; tonight: Tally };
  /** Prompts whose prompt-token count tonight was never seen in the baseline: another tokenizer or template. */
  promptTokensChanged: number;
  promptTokensCompared: number;
  /** Sentences for a person; empty when nothing changed. */
  findings: readonly string[];
}

/** The judgement of one run, with everything a person needs to follow it. */
export interface Comparison<Id> {
  verdict: Verdict;
  reason: string;
  /** p-value of the run over all signals; null when it is not judged. */
  pValue: number | null;
  /** Random permutations behind the p-values; null when the run is not judged. */
  permutations: number | null;
  seed: number;
  signals: readonly Signal<Id>[];
  /** In the order of the input. */
  prompts: readonly PromptMovement<Id>[];
  servedModel: ServedModelEvidence | null;
  /** What limits this judgement or lies beside it, as sentences. */
  warnings: readonly string[];
}

/** Numbers a comparison judges by; units and sources in lib/policy/thresholds.ts. */
export interface ComparisonThresholds {
  alpha: number;
  /** Fewest baseline repetitions of a prompt that judge. */
  minBaselineRepetitions: number;
  minMeasuredShare: number;
}

/** How a comparison is made; everything left out is the product's own policy. */
export interface ComparisonOptions extends Partial<ComparisonThresholds> {
  /** Any integer; the same seed and answers give the same p-values. */
  seed: number;
  /** Signals to judge by; all by default. */
  signals?: readonly SignalName[];
  /** Random permutations of the first look. */
  permutations?: number;
  /** Those of the second look, which is taken where the first shows p ≤ alpha. */
  permutationsWhenSmall?: number;
}
