/**
 * How many calls of a run may be in flight at once. Each lane owns the positions lane, lane + lanes, lane + 2·lanes …
 * and never has more than one job, so an endpoint's limit holds over any number of workers without a lock.
 */
export function laneCount(plannedSamples: number, endpointConcurrency: number): number {
  return Math.max(1, Math.min(plannedSamples, endpointConcurrency));
}
