import { HASH_DELTA_THRESHOLD } from '#lib/policy/thresholds.ts';
import { canonicalHashes, pairwiseMismatchShare } from './mismatch.ts';
import { movementOf } from './movement.ts';
import { permutationTest } from './permutation.ts';
import type { ComparisonThresholds, Movement, PromptSides, Signal } from './types.ts';

interface HashDeltaOptions {
  /** False while the run cannot be judged: value and noise are shown, but nothing is tested and nothing fires. */
  testable: boolean;
}

/**
 * The output-hash delta of a run: mean over prompts of the share of (tonight, baseline) answer pairs that differ
 * canonically. Its noise is the same quantity between the baseline's own repetitions, its p-value that of
 * `permutationTest`. Fires when the value exceeds the threshold and p ≤ alpha.
 *
 * @param judged prompts with an answer tonight and at least two baseline repetitions
 */
export function hashDeltaSignal<Id>(
  judged: readonly PromptSides<Id>[],
  { alpha }: ComparisonThresholds,
  { testable }: HashDeltaOptions,
): Signal<Id> {
  const threshold = HASH_DELTA_THRESHOLD;
  const movements = judged.map(movementOf);
  const value = mean(movements.map((prompt) => prompt.deltaShare));
  const noise = mean(judged.map((prompt) => pairwiseMismatchShare(canonicalHashes(prompt).baseline)));
  const test = testable ? permutationTest(judged.map(canonicalHashes)) : { pValue: null, exact: true };
  const count = (movement: Movement) => movements.filter((prompt) => prompt.movement === movement).length;
  return {
    name: 'hash_delta',
    kind: 'mission',
    unit: 'share',
    value,
    threshold,
    noise,
    pValue: test.pValue,
    pAdjusted: test.pValue,
    fired: value !== null && test.pValue !== null && value > threshold && test.pValue <= alpha,
    unmeasured: null,
    movers: [],
    detail: {
      alpha,
      judgedPrompts: judged.length,
      changedPrompts: count('changed'),
      formatOnlyPrompts: count('format_only'),
      exact: test.exact,
    },
  };
}

/** Mean of the known shares, null when none is. Rounded to 12 decimals, so that 6 of 20 is 0.3 and not a hair above. */
function mean(shares: readonly (number | null)[]): number | null {
  const known = shares.filter((share) => share !== null);
  if (known.length === 0) return null;
  return Number((known.reduce((sum, share) => sum + share, 0) / known.length).toFixed(12));
}
