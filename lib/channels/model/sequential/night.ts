import { CUSUM_ALARM, NIGHTLY_ALPHA, P_CONFIRMED } from '#lib/policy/thresholds.ts';
import { CUSUM_START, stepCusum } from './cusum.ts';
import { eValue } from './e-value.ts';
import { twoStageP } from './two-stage.ts';

/** A judged run, as far as the sequential layer looks at it. */
export interface JudgedRun {
  /** Combined p-value, in (0, 1]. */
  pValue: number;
  /** Whether its verdict is `drifted`. */
  drifted: boolean;
}

export interface NightFacts {
  /** CUSUM after the previous step against the same baseline; null at the first. */
  previousCusum: number | null;
  check: JudgedRun;
  /** Fresh repetitions of the same night; null when none were asked for, or they could not be judged. */
  confirmation: JudgedRun | null;
  /** Whether this is the scheduled check of its night: only that one steps the CUSUM. */
  steps: boolean;
}

/** Numbers the sequential layer decides by; sources in lib/policy/thresholds.ts. */
export interface SequentialThresholds {
  alpha: number;
  cusumAlarm: number;
  pConfirmed: number;
}

const POLICY: SequentialThresholds = { alpha: NIGHTLY_ALPHA, cusumAlarm: CUSUM_ALARM, pConfirmed: P_CONFIRMED };

export interface NightDecision {
  /** p-value of check and confirmation together. */
  pValue: number;
  eValue: number;
  /** After this night; unchanged by a check that does not step. */
  cusum: number;
  /** Whether the CUSUM reached its alarm with this night. */
  alarm: boolean;
  /** Why an incident opens or is added to; null when none does. */
  incident: 'cusum' | 'confirmed' | null;
}

/**
 * Weighs one night: check and confirmation become one p-value, that an e-value, that a step of the CUSUM. An incident
 * opens when the CUSUM alarms, or when the check drifted and fresh repetitions of the same night drifted too with
 * p ≤ `pConfirmed` together. A drifted check without a measured confirmation is left to the CUSUM.
 */
export function weighNight(facts: NightFacts, thresholds: SequentialThresholds = POLICY): NightDecision {
  const { check, confirmation, steps } = facts;
  const pValue = twoStageP(check.pValue, confirmation?.pValue ?? null, thresholds.alpha);
  const evidence = eValue(pValue);
  const previous = facts.previousCusum ?? CUSUM_START;
  const cusum = steps ? stepCusum(previous, evidence) : previous;
  const alarm = steps && cusum >= thresholds.cusumAlarm;
  const confirmed = check.drifted && confirmation?.drifted === true && pValue <= thresholds.pConfirmed;
  return { pValue, eValue: evidence, cusum, alarm, incident: alarm ? 'cusum' : confirmed ? 'confirmed' : null };
}
