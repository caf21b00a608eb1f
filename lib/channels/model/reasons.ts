import { formatCount, formatP, formatShare } from '#lib/format/numbers.ts';
import { formatSignalValue, SIGNAL_INFO } from '#lib/policy/signals.ts';
import { FIRING_SHARE_OF_ALPHA } from '#lib/policy/thresholds.ts';
import type { ComparisonThresholds, PromptMovement, Signal } from './types.ts';

/** Signals named in a sentence; the others are counted. */
const NAMED_SIGNALS = 3;

/** Said of each signal of a run that is not judged. */
export const NOT_JUDGED = 'The run is not judged.';

/** The sentence for a run whose chosen signals all lack a test. */
export const UNTESTABLE =
  'None of the chosen signals can be tested on these answers: with one answer on each side, choose signals that do not need repetitions, or repeat the prompts.';

interface Counts {
  suite: number;
  measured: number;
  calibrated: number;
  judged: readonly unknown[];
}

/** The sentence for a run in which too few prompts were measured. */
export function explainUnmeasured({ suite, measured }: Counts, { minMeasuredShare }: ComparisonThresholds): string {
  if (suite === 0) return 'The suite has no prompts, so nothing was measured.';
  if (measured === 0) return `None of the ${formatCount(suite, 'prompt')} was measured in this run.`;
  return `Only ${measured} of ${formatCount(suite, 'prompt')} were measured in this run; a verdict needs ${formatShare(minMeasuredShare)}.`;
}

/** The sentence for a baseline that cannot judge yet, with what can already be seen. */
export function explainCalibrating(
  { suite, calibrated }: Counts,
  { minBaselineRepetitions, minMeasuredShare }: ComparisonThresholds,
  movements: readonly PromptMovement<unknown>[],
): string {
  const seen = movements.filter((prompt) => prompt.movement !== 'unmeasured');
  if (seen.length === 0) return 'There are no baseline answers to compare with yet.';
  return (
    `${calibrated} of ${formatCount(suite, 'prompt')} have the ${formatCount(minBaselineRepetitions, 'baseline repetition')} ` +
    `that show their noise; a verdict needs ${formatShare(minMeasuredShare)}. ` +
    `So far ${answerDifferently(movements)} than in any baseline repetition, which may be noise.`
  );
}

/** The sentence for a run and a baseline that were measured on different prompts. */
export function explainNoOverlap({ suite, judged }: Counts, { minMeasuredShare }: ComparisonThresholds): string {
  return `Only ${judged.length} of ${formatCount(suite, 'prompt')} were measured often enough in both this run and the baseline; a verdict needs ${formatShare(minMeasuredShare)}.`;
}

/** The sentence for so few answers that even the largest change would not stand out from noise. */
export function explainBlind(prompts: number, smallestP: number, { alpha }: ComparisonThresholds): string {
  return `${formatCount(prompts, 'prompt')} with this many repetitions could not show any change, however large: the smallest possible p-value is ${formatP(smallestP).replace(/^p\s=\s/, '')}, a verdict needs ${FIRING_SHARE_OF_ALPHA * alpha}. Add prompts or repetitions.`;
}

interface Judged {
  pValue: number;
  alpha: number;
  /** Prompts of the suite. */
  suite: number;
  signals: readonly Signal<unknown>[];
  movements: readonly PromptMovement<unknown>[];
}

/** The sentences for a judged run: which signals moved against which noise and threshold, and what was left out. */
export function explainJudged({ pValue, alpha, suite, signals, movements }: Judged): string {
  const compared = movements.filter((prompt) => prompt.movement !== 'unmeasured').length;
  const formatOnly = movements.filter((prompt) => prompt.movement === 'format_only').length;
  return [
    conclude(signals, pValue, alpha),
    `${capitalise(answerDifferently(movements))} than in any baseline repetition.`,
    formatOnly > 0 && `${formatCount(formatOnly, 'prompt')} changed in format only.`,
    compared < suite && `${suite - compared} of ${formatCount(suite, 'prompt')} could not be compared.`,
  ]
    .filter((sentence) => sentence !== false)
    .join(' ');
}

function conclude(signals: readonly Signal<unknown>[], pValue: number, alpha: number): string {
  const strongest = [...signals].sort((a, b) => (a.pAdjusted ?? 1) - (b.pAdjusted ?? 1));
  const fired = strongest.filter((signal) => signal.fired);
  if (fired.length > 0) {
    const more = fired.length - NAMED_SIGNALS;
    const named = fired.slice(0, NAMED_SIGNALS).map(describe).join('; ');
    return `Changed beyond the baseline’s own noise (${formatP(pValue)}): ${named}${more > 0 ? `; and ${more} more` : ''}.`;
  }
  const [first] = strongest;
  if (pValue <= alpha && first) {
    return `More may have moved than noise explains (${formatP(pValue)}), but no signal is over both its threshold and its noise; most: ${describe(first)}.`;
  }
  const hash = signals.find((signal) => signal.name === 'hash_delta');
  const pairs =
    hash && hash.noise !== null
      ? `; ${formatShare(hash.value)} of answer pairs differ, ${formatShare(hash.noise)} within the baseline itself`
      : '';
  return `Nothing moved beyond the baseline’s own noise (${formatP(pValue)})${pairs}.`;
}

function describe({ name, unit, value, noise, threshold, detail }: Signal<unknown>): string {
  const moved = detail.direction === 'up' || detail.direction === 'down' ? ` ${detail.direction} by` : '';
  const against = noise === null ? '' : `noise ${formatSignalValue(unit, noise)}, `;
  return `${SIGNAL_INFO[name].label}${moved} ${formatSignalValue(unit, value)} (${against}threshold ${formatSignalValue(unit, threshold)})`;
}

function answerDifferently(movements: readonly PromptMovement<unknown>[]): string {
  const seen = movements.filter((prompt) => prompt.movement !== 'unmeasured').length;
  const changed = movements.filter((prompt) => prompt.movement === 'changed').length;
  if (changed === 0) return `none of ${formatCount(seen, 'prompt')} answers differently`;
  return `${changed} of ${formatCount(seen, 'prompt')} ${changed === 1 ? 'answers' : 'answer'} differently`;
}

function capitalise(sentence: string): string {
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}
