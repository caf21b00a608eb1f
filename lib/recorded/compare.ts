import { compareWithBaseline } from '#lib/channels/model/compare.ts';
import type { Answer, Comparison, PromptSides, SignalName } from '#lib/channels/model/types.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { PERMUTATIONS } from '#lib/policy/thresholds.ts';
import { type FeatureMakers, makeAnswers } from './features.ts';
import type { RecordedAnswer } from './line.ts';
import { readRecording } from './read.ts';
import { toSides } from './sides.ts';

export interface RecordedOptions {
  /** Largest p-value that counts as drift; each tenth of it takes ten times the permutations. */
  alpha: number;
  seed: number;
  /** All by default. */
  signals?: readonly SignalName[];
}

export interface RecordedComparison {
  comparison: Comparison<string>;
  sides: readonly PromptSides<string>[];
  /** Recorded calls on each side, with those that gave no answer. */
  calls: { baseline: number; current: number };
  /** What limits the comparison, as sentences. */
  warnings: readonly string[];
}

/**
 * Compares two recordings as the product compares a night with its baseline, except that any number of baseline
 * repetitions will do: with one on each side, only what has a direction can be tested.
 *
 * @throws TidemarkError `invalid_input`, naming file and line.
 */
export async function compareRecordings(
  files: { baseline: string; current: string },
  options: RecordedOptions,
  makers: FeatureMakers,
): Promise<RecordedComparison> {
  const recorded = { baseline: await readRecording(files.baseline), current: await readRecording(files.current) };
  const before = await makeSide(recorded.baseline, makers);
  const now = await makeSide(recorded.current, makers);
  const sides = toSides(before.answers, now.answers);
  const comparison = compareSides(sides, options);
  return {
    comparison,
    sides,
    calls: { baseline: recorded.baseline.length, current: recorded.current.length },
    warnings: [
      ...lossWarnings(files.baseline, recorded.baseline),
      ...lossWarnings(files.current, recorded.current),
      ...mixedWarnings(files.baseline, recorded.baseline),
      ...mixedWarnings(files.current, recorded.current),
      ...overlapWarnings(before.answers, now.answers),
      ...new Set([before.warning, now.warning].filter((warning) => warning !== null)),
      ...comparison.warnings,
    ],
  };
}

/** Judges sides built from recordings; a smaller alpha takes more permutations, so that p can fall well below it. */
export function compareSides(sides: readonly PromptSides<string>[], options: RecordedOptions): Comparison<string> {
  const permutations = Math.max(PERMUTATIONS, Math.ceil(10 / options.alpha) - 1);
  return compareWithBaseline(sides, { ...options, permutations, minBaselineRepetitions: 1 });
}

/** Measured answers by prompt; a prompt without any stands there too. */
export async function makeSide(recorded: readonly RecordedAnswer[], makers: FeatureMakers) {
  const measured = recorded.filter((answer) => answer.unmeasured === null);
  const { answers, warning } = await makeAnswers(measured, makers);
  const byPrompt = new Map<string, Answer[]>(recorded.map(({ promptId }) => [promptId, []]));
  measured.forEach(({ promptId }, index) => {
    const answer = answers[index];
    if (answer !== undefined) byPrompt.get(promptId)?.push(answer);
  });
  return { answers: byPrompt, warning };
}

/** Says how many calls of a recording gave no answer, and why. */
export function lossWarnings(file: string, recorded: readonly RecordedAnswer[]): string[] {
  const reasons = recorded.flatMap(({ unmeasured }) => unmeasured ?? []);
  if (reasons.length === 0) return [];
  const calls = formatCount(recorded.length, 'call');
  return [`${file}: ${reasons.length} of ${calls} gave no answer (first reason: ${reasons[0]}).`];
}

function mixedWarnings(file: string, recorded: readonly RecordedAnswer[]): string[] {
  const models = [...new Set(recorded.flatMap(({ model }) => model ?? []))];
  const named = models.slice(0, 3).join(', ');
  return models.length > 1 ? [`${file} mixes answers of ${models.length} models: ${named}.`] : [];
}

function overlapWarnings(before: ReadonlyMap<string, unknown>, now: ReadonlyMap<string, unknown>): string[] {
  const missing = (from: ReadonlyMap<string, unknown>, of: ReadonlyMap<string, unknown>, side: string) => {
    const ids = [...of.keys()].filter((id) => !from.has(id));
    if (ids.length === 0) return [];
    const named = ids.slice(0, 3).map((id) => `"${id}"`);
    return [
      `${formatCount(ids.length, 'prompt')} missing in the ${side}: ${named.join(', ')}${ids.length > 3 ? ', …' : ''}.`,
    ];
  };
  return [...missing(before, now, 'baseline'), ...missing(now, before, 'current answers')];
}
