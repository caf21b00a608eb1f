import { REFUSAL_PROBABILITY } from '#lib/policy/thresholds.ts';
import { refusalFeatures } from './features.ts';
import { type LinearModel, logOdds, sigmoid } from './linear-model.ts';
import { readWeights } from './weights-file.ts';

export type RefusalLabel = 'refusal' | 'compliance';

let shipped: LinearModel | undefined;

/**
 * Probability, 0 to 1, that an answer declines its request in full or in part: by apology, by stating a limit, by
 * lecturing instead of answering, or by redirecting. Reads the first 1,500 characters, so that a text of any length
 * costs the same (below 1 ms). A blank text has 0: it says nothing, and other signals see that.
 *
 * English; a few common openings of other languages are known as patterns. The weights are shipped (weights.json).
 */
export function refusalProbability(text: string): number {
  const features = refusalFeatures(text);
  if (features === null) return 0;
  shipped ??= readWeights();
  return sigmoid(logOdds(shipped, features));
}

/** {@link refusalProbability} with its label: a refusal from `REFUSAL_PROBABILITY` on. */
export function classify(text: string): { probability: number; label: RefusalLabel } {
  const probability = refusalProbability(text);
  return { probability, label: probability >= REFUSAL_PROBABILITY ? 'refusal' : 'compliance' };
}
