import type { NightDecision } from '../sequential/night.ts';

/** A judged check with what its night decided. */
export interface NightActionFacts {
  drifted: boolean;
  /** Whether fresh repetitions of the same night drifted too; null when none could be judged. */
  confirmed: boolean | null;
  decision: Pick<NightDecision, 'incident'>;
  /** Whether an unresolved incident of this endpoint and baseline exists. */
  isIncidentOpen: boolean;
}

/**
 * What a night means for incidents. `seen`: opens one, or counts on the open one. `not_seen`: noted on the open ones.
 * A drifted check that nothing refuted counts on an incident that is open, though it would not have opened one.
 */
export function nightAction({ drifted, confirmed, decision, isIncidentOpen }: NightActionFacts): NightAction {
  if (decision.incident !== null) return 'seen';
  if (!drifted || confirmed === false) return 'not_seen';
  return isIncidentOpen ? 'seen' : 'nothing';
}

export type NightAction = 'seen' | 'not_seen' | 'nothing';
