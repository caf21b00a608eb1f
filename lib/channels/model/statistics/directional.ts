import type { Answer } from '../types.ts';
import { absoluteMeanOf, tabulate } from './component.ts';
import { type Measurement, unmeasured } from './measurement.ts';
import type { Pool, PooledPrompt } from './pool.ts';
import { mean } from './symmetric.ts';

/**
 * The absolute mean over prompts of how far a feature of the answers moved, tonight's mean less the baseline's: finds
 * what moves the same way on many prompts, also with one answer on each side.
 *
 * @param featuresOf the feature of each answer of a prompt; null leaves the prompt out
 * @param largest a prompt that moves further counts as this much, so that no single one decides
 */
export function measureShift(
  pool: Pool,
  featuresOf: (prompt: PooledPrompt) => readonly number[] | null,
  nothing: string,
  largest = Number.POSITIVE_INFINITY,
): Measurement {
  const tables = tabulate(pool, (prompt) => {
    const features = featuresOf(prompt);
    return features === null ? null : (tonight) => clamp(shiftOf(features, tonight), largest);
  });
  const shift = mean(tables.map((table) => table?.[0] ?? null));
  if (shift === null) return unmeasured(nothing);
  const component = absoluteMeanOf(tables);
  return {
    value: Math.abs(shift),
    noise: component,
    unmeasured: null,
    components: [component],
    prompts: tables.map((table) => table && { value: (table[0] ?? 0) * (shift < 0 ? -1 : 1), noise: spreadOf(table) }),
    facts: { direction: directionOf(shift) },
  };
}

/** A feature that each answer has by itself, on every prompt. */
export function measureFeature(pool: Pool, featureOf: (answer: Answer) => number, largest?: number): Measurement {
  return measureShift(pool, ({ answers }) => answers.map(featureOf), 'No prompt has answers on both sides.', largest);
}

/** Mean over the answers declared tonight's less the mean over the others. */
function shiftOf(features: readonly number[], tonight: Uint16Array): number {
  const all = features.reduce((sum, feature) => sum + feature, 0);
  const chosen = tonight.reduce((sum, position) => sum + (features[position] ?? 0), 0);
  return chosen / tonight.length - (all - chosen) / (features.length - tonight.length);
}

/** Which way a signal moved, as it is kept with it. */
export function directionOf(shift: number): 'up' | 'down' | 'none' {
  if (shift === 0) return 'none';
  return shift > 0 ? 'up' : 'down';
}

function clamp(value: number, largest: number): number {
  return Math.max(-largest, Math.min(largest, value));
}

/** How far a prompt moves on average when its answers are dealt out at random; null for two answers, which only swap. */
function spreadOf(table: Float64Array): number | null {
  if (table.length <= 2) return null;
  return table.reduce((sum, shift) => sum + Math.abs(shift), 0) / table.length;
}
