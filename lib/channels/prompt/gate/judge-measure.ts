import { GATE_MEASURE, GATE_MEASURE_SPARE_ATTEMPTS } from '#lib/policy/thresholds.ts';
import { type Finding, settled, type TaskFacts } from './finding.ts';
import { MEASURE_LIMITS } from './measure-limits.ts';
import type { Measure } from './measures.ts';
import { median } from './median.ts';
import { largerValues } from './rank-sum.ts';
import { type SideFacts, valuesOf } from './side.ts';

/**
 * Whether passing attempts became slower, longer or less convincing than the product's limits allow, and whether the new
 * prompt is to blame. A median beyond its limit is looked at again with more attempts, then on the prompt before: only
 * where the new prompt's median is beyond the limit of both, and the sides differ by more than chance, it regressed.
 */
export function judgeMeasure(measure: Measure, { baseline, head, base, repeat }: TaskFacts): Finding {
  const { name, beyond, badness, format } = MEASURE_LIMITS[measure];
  const reference = baseline[measure];
  if (reference === null) return settled('pass');
  if (head.measured.length < repeat) {
    return { kind: 'more', side: 'head', measured: repeat, because: 'its first attempts' };
  }
  const values = valuesOf(head, measure);
  const middle = median(values);
  if (middle === null || !beyond(middle, reference)) return settled('pass');

  const told = `${name} ${format(middle)}; its baseline had ${format(reference)}`;
  const enough = GATE_MEASURE[base === null ? 'alone' : 'withBase'].attempts;
  const moreOnHead = attemptsStillNeeded(head, values.length, enough);
  if (moreOnHead !== null) return { kind: 'more', side: 'head', measured: moreOnHead, because: told };
  if (base === null) {
    const share = values.filter((value) => beyond(value, reference)).length / values.length;
    return share >= GATE_MEASURE.alone.shareBeyond && values.length >= enough
      ? settled('regressed', `Median ${told}.`)
      : settled('pass', `Median ${told}: not in enough attempts to be certain.`);
  }

  const before = valuesOf(base, measure);
  const moreOnBase = attemptsStillNeeded(base, before.length, enough);
  if (moreOnBase !== null) return { kind: 'more', side: 'base', measured: moreOnBase, because: told };
  const middleBefore = median(before);
  if (middleBefore === null) return settled('pass', `Median ${told}: the prompt before gave no answer to compare.`);
  const both = `${told}, and the prompt before has ${format(middleBefore)} now`;
  const pValue = largerValues(values.map(badness), before.map(badness));
  if (beyond(middle, middleBefore) && pValue <= GATE_MEASURE.withBase.alpha) {
    return settled('regressed', `Median ${both}.`);
  }
  return beyond(middleBefore, reference)
    ? settled('base-also-fails', `Median ${both}: not this prompt's doing.`)
    : settled('pass', `Median ${both}: no certain difference.`);
}

/** Measured attempts at which `enough` values are there for a median; null where they are, or no more are made. */
function attemptsStillNeeded({ measured }: SideFacts, values: number, enough: number): number | null {
  const most = enough + GATE_MEASURE_SPARE_ATTEMPTS;
  if (values >= enough || measured.length >= most) return null;
  return Math.min(most, measured.length + enough - values);
}
