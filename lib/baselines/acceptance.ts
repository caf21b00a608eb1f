import type { Acceptance } from '#lib/contract/signals.ts';
import {
  BASELINE_CAPTURE_REPETITIONS,
  BASELINE_MAX_CAPTURE_REPETITIONS,
  BASELINE_MIN_REPETITIONS,
  MIN_MEASURED_SHARE,
} from '#lib/policy/thresholds.ts';

/** What is known of a run whose behaviour somebody may want to accept. */
export interface AcceptanceFacts {
  purpose: 'check' | 'baseline' | 'confirmation' | 'screening';
  status: 'queued' | 'sampling' | 'evaluating' | 'finished' | 'cancelled' | 'failed';
  verdict: 'stable' | 'drifted' | 'calibrating' | 'unmeasured' | null;
  /** A run of the endpoint that has not ended. */
  activeRunId: number | null;
  suiteVersionInForce: boolean;
  /** Whether endpoint, suite or instruments changed since, so that its answers are no longer comparable. */
  comparable: boolean;
  /** Measured answers of each prompt of the suite, of the run and its confirmation together. */
  repetitions: readonly number[];
}

/**
 * What accepting a run's behaviour as the new baseline does. Its own answers are taken where they suffice for a
 * baseline; else a fresh capture is started, because a baseline that is too thin would calibrate for nights.
 */
export function decideAcceptance(facts: AcceptanceFacts): Acceptance {
  const refuse = (reason: string): Acceptance => ({ way: 'refused', reason });
  if (facts.purpose !== 'check' && facts.purpose !== 'confirmation') {
    return refuse('Only the behaviour that a check saw can be accepted.');
  }
  if (facts.status !== 'finished') return refuse('The check has not finished.');
  if (facts.verdict === 'unmeasured') return refuse('The check measured too little to accept anything.');
  if (facts.activeRunId !== null) {
    return refuse(`Run ${facts.activeRunId} of this endpoint is still going. Wait for it or cancel it.`);
  }
  const capture = (why: string): Acceptance => ({
    way: 'capture',
    reason: `${why}, so ${BASELINE_CAPTURE_REPETITIONS} fresh answers of each prompt will be captured.`,
  });
  if (!facts.suiteVersionInForce) return capture('The suite has another version in force by now');
  if (!facts.comparable) return capture('What is asked, or how answers are looked at, has changed since');
  const enough = facts.repetitions.filter((count) => count >= BASELINE_MIN_REPETITIONS).length;
  if (enough === 0 || enough < MIN_MEASURED_SHARE * facts.repetitions.length) {
    return capture(
      `Only ${enough} of ${facts.repetitions.length} prompts have the ${BASELINE_MIN_REPETITIONS} answers a baseline needs`,
    );
  }
  return {
    way: 'answers',
    reason: `Up to ${BASELINE_MAX_CAPTURE_REPETITIONS} answers of each prompt, of the check and its confirmation, become the baseline at once.`,
  };
}
