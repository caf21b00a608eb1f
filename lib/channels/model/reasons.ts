import { formatCount, formatP, formatShare } from '#lib/format/numbers.ts';
import type { ComparisonThresholds, Coverage, PromptMovement, Signal } from './types.ts';

/** The sentence for a run in which too few prompts were measured. */
export function explainUnmeasured({ suite, measured }: Coverage, { minMeasuredShare }: ComparisonThresholds): string {
  if (suite === 0) return 'The suite has no prompts, so nothing was measured.';
  if (measured === 0) return `None of the ${formatCount(suite, 'prompt')} was measured in this run.`;
  return `Only ${measured} of ${formatCount(suite, 'prompt')} were measured in this run; a verdict needs ${formatShare(minMeasuredShare)}.`;
}

/** The sentence for a baseline that cannot judge yet, with what can already be seen. */
export function explainCalibrating<Id>(
  { suite, calibrated }: Coverage,
  { minBaselineRepetitions, minMeasuredShare }: ComparisonThresholds,
  movements: readonly PromptMovement<Id>[],
): string {
  const seen = movements.filter((prompt) => prompt.movement !== 'unmeasured');
  if (seen.length === 0) return 'There are no baseline answers to compare with yet.';
  const changed = seen.filter((prompt) => prompt.movement === 'changed').length;
  return (
    `${calibrated} of ${formatCount(suite, 'prompt')} have the ${formatCount(minBaselineRepetitions, 'baseline repetition')} ` +
    `that show their noise; a verdict needs ${formatShare(minMeasuredShare)}. ` +
    `So far ${answerDifferently(changed, seen.length)} than in any baseline repetition, which may be noise.`
  );
}

/** The sentence for a run and a baseline that were measured on different prompts. */
export function explainNoOverlap({ suite, judged }: Coverage, { minMeasuredShare }: ComparisonThresholds): string {
  return `Only ${judged} of ${formatCount(suite, 'prompt')} were measured often enough in both this run and the baseline; a verdict needs ${formatShare(minMeasuredShare)}.`;
}

/** The sentences for a judged run: what moved, against which noise and threshold, and what was left out. */
export function explainJudged<Id>(signal: Signal<Id>, { suite }: Coverage): string {
  const { judgedPrompts, changedPrompts, formatOnlyPrompts } = signal.detail;
  const leftOut = suite - judgedPrompts;
  return [
    `${capitalise(answerDifferently(Number(changedPrompts), judgedPrompts))} than in any baseline repetition; ${conclude(signal)}.`,
    Number(formatOnlyPrompts) > 0 && `${formatCount(Number(formatOnlyPrompts), 'prompt')} changed in format only.`,
    leftOut > 0 && `${leftOut} of ${formatCount(suite, 'prompt')} could not be compared.`,
  ]
    .filter((sentence) => sentence !== false)
    .join(' ');
}

function conclude<Id>({ value, noise, threshold, pValue, fired, detail }: Signal<Id>): string {
  const pairs = `${formatShare(value)} of answer pairs differ against ${formatShare(noise)} within the baseline itself`;
  const judgedBy = `threshold ${formatShare(threshold)}, ${formatP(pValue)}`;
  if (!fired && value !== null && value > threshold)
    return `${pairs}, over the threshold but within its noise (${judgedBy})`;
  if (!fired && pValue !== null && pValue <= detail.alpha) {
    return `${pairs}, more than noise but not over the threshold (${judgedBy})`;
  }
  return `${pairs} (${judgedBy})`;
}

function answerDifferently(changed: number, of: number): string {
  if (changed === 0) return `none of ${formatCount(of, 'prompt')} answers differently`;
  return `${changed} of ${formatCount(of, 'prompt')} ${changed === 1 ? 'answers' : 'answer'} differently`;
}

function capitalise(sentence: string): string {
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}
