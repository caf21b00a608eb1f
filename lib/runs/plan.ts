import { invariant } from '#lib/platform/errors.ts';

/** One call of a run: which prompt (by its order in the suite version) and which repetition, both from 0. */
export interface PlannedCall {
  promptPosition: number;
  repetition: number;
}

/**
 * The call at `position` of a run's plan. The plan asks every prompt once before it asks any twice, so that
 * repetitions of one prompt lie apart in time.
 *
 * @param position 0 to promptCount × repetitions − 1
 */
export function plannedCall(position: number, promptCount: number): PlannedCall {
  invariant(Number.isInteger(position) && position >= 0 && promptCount > 0, 'a plan position is a natural number');
  return { promptPosition: position % promptCount, repetition: Math.floor(position / promptCount) };
}

/**
 * How many calls of a run may be in flight at once. Each lane owns the positions lane, lane + lanes, lane + 2·lanes …
 * and never has more than one job, so an endpoint's limit holds over any number of workers without a lock.
 */
export function laneCount(plannedSamples: number, endpointConcurrency: number): number {
  return Math.max(1, Math.min(plannedSamples, endpointConcurrency));
}
