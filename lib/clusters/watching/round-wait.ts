import { CLUSTER_LOOK_MOST_MS, CLUSTER_LOOK_SHARE } from '#lib/policy/thresholds.ts';

/**
 * How long to wait from the end of one look to the beginning of the next, in milliseconds, so that what changes just
 * after a look read it is recorded within an interval: that look's own time, the wait, and the next look's time. Where
 * looks take most of an interval it is half an interval: the cluster gets time to breathe.
 *
 * @param tookMs Of the last look.
 */
export function roundWaitMs(intervalMs: number, tookMs: number): number {
  const spareMs = Math.min(intervalMs * CLUSTER_LOOK_SHARE, CLUSTER_LOOK_MOST_MS);
  return Math.max(intervalMs / 2, intervalMs - spareMs - 2 * tookMs);
}
