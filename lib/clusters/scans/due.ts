import { CLUSTER_FULL_SCAN_MS, CLUSTER_MAX_RETRY_MS } from '#lib/policy/thresholds.ts';
import type { ScanCause } from './start.ts';

/** Shortest wait before a cluster that could not be compared is tried again, in milliseconds: the schedule looks each minute. */
const MIN_RETRY_MS = 60_000;

/** What decides whether all of a cluster must be compared. */
export interface DueFacts {
  enabled: boolean;
  hasActiveScan: boolean;
  intervalSeconds: number;
  /** Until when a worker looks after it; null or past: none does. */
  watchedUntil: Date | null;
  /** Its last comparisons that have ended, newest first. */
  ended: readonly { at: Date; cameToNothing: boolean }[];
}

/**
 * Why all of a cluster is due to be compared; null where it is not. While no worker looks after it nobody sees what
 * changes, so that it is compared at once; one that could not be compared is tried less and less often.
 */
export function dueCause({ enabled, hasActiveScan, intervalSeconds, watchedUntil, ended }: DueFacts, now: Date) {
  if (!enabled || hasActiveScan) return null;
  const [last] = ended;
  const sinceMs = last === undefined ? Number.POSITIVE_INFINITY : now.getTime() - last.at.getTime();
  const isLookedAfter = watchedUntil !== null && watchedUntil > now;
  if (isLookedAfter) return sinceMs >= CLUSTER_FULL_SCAN_MS ? ('daily' satisfies ScanCause) : null;
  const firstGood = ended.findIndex(({ cameToNothing }) => !cameToNothing);
  const failures = firstGood === -1 ? ended.length : firstGood;
  return sinceMs >= retryAfterMs(failures, intervalSeconds) ? ('started' satisfies ScanCause) : null;
}

function retryAfterMs(failures: number, intervalSeconds: number): number {
  if (failures === 0) return 0;
  const firstMs = Math.max(MIN_RETRY_MS, intervalSeconds * 1000);
  return Math.min(firstMs * 2 ** (failures - 1), Math.max(firstMs, CLUSTER_MAX_RETRY_MS));
}
