import { SIGNAL_INFO } from '#lib/policy/signals.ts';
import { FIRING_SHARE_OF_ALPHA, SIGNAL_THRESHOLDS } from '#lib/policy/thresholds.ts';
import type { Measurement } from './statistics/measurement.ts';
import type { Mover, PromptSides, PromptSignal, Signal, SignalName } from './types.ts';

/** Prompts kept as movers of one signal. */
const MOST_MOVERS = 10;

/** A measurement with what its test says; nulls where it was not tested. */
export interface MeasuredSignal {
  measurement: Measurement;
  pValue: number | null;
  pAdjusted: number | null;
  noise: number | null;
}

interface Around<Id> {
  /** In the order of the pool that was measured. */
  prompts: readonly PromptSides<Id>[];
  alpha: number;
  /** Why the whole run was not tested; null when it was. */
  untested: string | null;
}

/** The signal as it is stored and shown: fired or not, with the prompts that moved it. */
export function signalOf<Id>(
  name: SignalName,
  { measurement, pValue, pAdjusted, noise }: MeasuredSignal,
  { prompts, untested, ...around }: Around<Id>,
): Signal<Id> {
  const { value, facts } = measurement;
  const alpha = FIRING_SHARE_OF_ALPHA * around.alpha;
  const threshold = SIGNAL_THRESHOLDS[name];
  const known = typeof measurement.noise === 'number' ? measurement.noise : null;
  const { kind, unit } = SIGNAL_INFO[name];
  return {
    name,
    kind,
    unit,
    value,
    threshold,
    noise: noise ?? known,
    pValue: pValue === null ? null : (measurement.exactP ?? pValue),
    pAdjusted,
    fired: value !== null && pAdjusted !== null && value > threshold && pAdjusted <= alpha,
    unmeasured: measurement.unmeasured ?? (value !== null && pValue === null ? untested : null),
    detail: { ...facts, alpha, judgedPrompts: measurement.prompts.filter((seen) => seen !== null).length },
    movers: moversOf(prompts, measurement),
  };
}

/** Prompts by how far they moved beyond their own noise, without those that did not. */
function moversOf<Id>(prompts: readonly PromptSides<Id>[], { prompts: seen }: Measurement): Mover<Id>[] {
  return prompts
    .flatMap(({ promptId }, index) => {
      const saw = seen[index];
      return saw ? [{ promptId, ...saw }] : [];
    })
    .filter((mover) => excessOf(mover) > 0)
    .sort((a, b) => excessOf(b) - excessOf(a))
    .slice(0, MOST_MOVERS);
}

function excessOf({ value, noise }: { value: number; noise: number | null }): number {
  return value - (noise ?? 0);
}

/** What each signal saw of the prompt at a place of the pool, largest excess over noise first. */
export function sawOf(measured: ReadonlyMap<SignalName, MeasuredSignal>, index: number): PromptSignal[] {
  return [...measured]
    .flatMap(([name, { measurement }]) => {
      const saw = measurement.prompts[index];
      return saw ? [{ name, ...saw }] : [];
    })
    .sort((a, b) => excessOf(b) - excessOf(a));
}
