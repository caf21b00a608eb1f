import { PERMUTATIONS, PERMUTATIONS_WHEN_SMALL } from '#lib/policy/thresholds.ts';
import { type MeasuredSignal, sawOf, signalOf } from './signal.ts';
import { STATISTICS } from './statistics/all.ts';
import { measureJudge } from './statistics/judge.ts';
import { poolPrompts } from './statistics/pool.ts';
import { createRandom } from './statistics/random.ts';
import { testSignals } from './statistics/test-signals.ts';
import {
  type ComparisonOptions,
  type PromptSides,
  type PromptSignal,
  SIGNAL_NAMES,
  type Signal,
  type SignalName,
} from './types.ts';

export interface JudgedSignals<Id> {
  /** Of all signals together; null when nothing was or could be tested. */
  pValue: number | null;
  permutations: number | null;
  /** In the order of SIGNAL_NAMES. */
  signals: readonly Signal<Id>[];
  /** What each signal saw of each prompt, largest excess over noise first. */
  saw: ReadonlyMap<PromptSides<Id>, readonly PromptSignal[]>;
}

/**
 * Measures the signals over the judged prompts and, if the run can be judged, tests them together. The judge can not
 * share the permutations, so where it gave verdicts there are two families of tests and all p-values are doubled
 * (Bonferroni).
 *
 * @param prompts with at least one answer on both sides
 * @param untested why the run is not judged and nothing tested, in plain words; null to test
 */
export function judgeSignals<Id>(
  prompts: readonly PromptSides<Id>[],
  options: ComparisonOptions & { alpha: number },
  untested: string | null,
): JudgedSignals<Id> {
  const { alpha, seed, permutations = PERMUTATIONS, permutationsWhenSmall = PERMUTATIONS_WHEN_SMALL } = options;
  const names = SIGNAL_NAMES.filter((name) => options.signals?.includes(name) ?? true);
  // A stream of its own: arrangements must not depend on the permutations that choose among them.
  const pool = poolPrompts(prompts, createRandom(-1 - seed));
  const permuted = names.filter((name) => name !== 'judge');
  const measurements = permuted.map((name) => STATISTICS[name](pool));
  const plan = { seed, alpha, permutations, permutationsWhenSmall };
  const family = untested === null ? testSignals(pool, measurements, plan) : null;
  const judge = measureJudge(prompts);
  const judgeP = untested === null && names.includes('judge') ? judge.pValue : null;
  const pValues = [family?.pValue ?? null, judgeP].filter((p) => p !== null);
  const corrected = (p: number | null) => (p === null ? null : Math.min(1, pValues.length * p));

  const measured = new Map<SignalName, MeasuredSignal>(
    measurements.map((measurement, index) => {
      const { pValue = null, pAdjusted = null, noise = null } = family?.signals[index] ?? {};
      return [permuted[index] ?? 'judge', { measurement, pValue, pAdjusted: corrected(pAdjusted), noise }];
    }),
  );
  measured.set('judge', { measurement: judge.measurement, pValue: judgeP, pAdjusted: corrected(judgeP), noise: null });
  return {
    pValue: pValues.length === 0 ? null : corrected(Math.min(...pValues)),
    permutations: family?.permutations ?? null,
    signals: names.flatMap((name) => {
      const signal = measured.get(name);
      return signal === undefined ? [] : [signalOf(name, signal, { prompts, alpha, untested })];
    }),
    saw: new Map(prompts.map((prompt, index) => [prompt, sawOf(measured, index)])),
  };
}
