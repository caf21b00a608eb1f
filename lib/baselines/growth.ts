import { BASELINE_MAX_REPETITIONS, GROWTH_MIN_P } from '#lib/policy/thresholds.ts';

/** Repetitions of each prompt that an accepted night adds: one, so that the cap spans as many nights as it can. */
export const GROWTH_REPETITIONS = 1;

/** A judged night and the baseline it was judged against. */
export interface GrowthFacts {
  scheduled: boolean;
  verdict: 'stable' | 'drifted' | 'calibrating' | 'unmeasured';
  anyFired: boolean;
  /** p-value of the run. */
  pValue: number | null;
  /** Whether the gateway says that somebody else served. */
  servedModelChanged: boolean;
  cusumAlarm: boolean;
  hasUnresolvedIncident: boolean;
  /** Most repetitions that the founding runs hold of any prompt. */
  foundingRepetitions: number;
  /** Runs of nights accepted since that are still part, the oldest first. */
  acceptedRunIds: readonly number[];
}

export type GrowthDecision =
  | { accept: true /** The accepted night that makes room; null while there is room. */; leavingRunId: number | null }
  | { accept: false; reason: string };

/**
 * Whether a night's answers become part of the baseline: only those of a scheduled night about which nothing at all is
 * suspicious. The founding answers stay for good and anchor the baseline, so that a slow drift cannot carry it along;
 * the accepted nights roll once BASELINE_MAX_REPETITIONS are reached.
 */
export function decideGrowth(facts: GrowthFacts): GrowthDecision {
  const refuse = (reason: string): GrowthDecision => ({ accept: false, reason });
  if (!facts.scheduled) return refuse('it was no scheduled check');
  if (facts.verdict !== 'stable') return refuse(`its verdict is ${facts.verdict}`);
  if (facts.anyFired) return refuse('a signal fired');
  if (facts.pValue === null || facts.pValue < GROWTH_MIN_P) return refuse(`its p-value is below ${GROWTH_MIN_P}`);
  if (facts.servedModelChanged) return refuse('another model or fingerprint served than in the baseline');
  if (facts.cusumAlarm) return refuse('the evidence over nights reached its alarm');
  if (facts.hasUnresolvedIncident) return refuse('an incident of this baseline is not resolved');
  const room = Math.floor((BASELINE_MAX_REPETITIONS - facts.foundingRepetitions) / GROWTH_REPETITIONS);
  if (room <= 0) return refuse('the baseline holds as many repetitions as it may');
  if (facts.acceptedRunIds.length < room) return { accept: true, leavingRunId: null };
  return { accept: true, leavingRunId: facts.acceptedRunIds[0] ?? null };
}
