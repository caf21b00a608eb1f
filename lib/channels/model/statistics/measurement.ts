import type { PromptSignal, SignalName } from '../types.ts';
import type { Component } from './component.ts';
import type { Pool } from './pool.ts';

/** What a statistic makes of tonight and the baseline, before anything is permuted. */
export interface Measurement {
  /** In the signal's unit; null when no prompt can be judged by it. */
  value: number | null;
  /** The value if nothing changed, in the same unit; of a function, the median over the permutations is taken. */
  noise: number | Component | null;
  /** Why value or p is missing, in plain words. */
  unmeasured: string | null;
  /** p-value of an exact test of the signal's own, reported instead of the permutations'. */
  exactP?: number;
  /** Test statistics; several are standardised and added. Empty where nothing can be tested. */
  components: readonly Component[];
  /** What it saw of each judged prompt; null where the prompt does not count. In the order of the pool. */
  prompts: readonly (Omit<PromptSignal, 'name'> | null)[];
  /** Facts worth keeping beside the value. */
  facts: Readonly<Record<string, number | string | boolean | null>>;
}

/** Signals whose p-values come from the shared permutations; the judge's can not. */
export type PermutedSignalName = Exclude<SignalName, 'judge'>;

export type Statistic = (pool: Pool) => Measurement;

/** A statistic that has nothing to go by. */
export function unmeasured(why: string): Measurement {
  return { value: null, noise: null, unmeasured: why, components: [], prompts: [], facts: {} };
}

/** Said where one answer on each side leaves no way to tell a change from noise. */
export const NEEDS_REPETITIONS =
  'With one answer on each side of a prompt there is nothing to show how much answers differ anyway.';
