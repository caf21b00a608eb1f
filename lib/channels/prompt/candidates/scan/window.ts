import { SCAN_DAYS, SCAN_LAG_MS, SCAN_MAX_DAYS } from '#lib/policy/thresholds.ts';

const DAY_MS = 24 * 3_600_000;

/** Scores given from `from`, inclusive, to `to`, exclusive. */
export interface ScanWindow {
  from: Date;
  to: Date;
}

/** The last `days` before `now`, without the minutes in which Langfuse may not show everything yet. */
export function lastDays(now: Date, days: number): ScanWindow {
  const to = new Date(now.getTime() - SCAN_LAG_MS);
  return { from: new Date(to.getTime() - days * DAY_MS), to };
}

/**
 * What a scheduled scan searches: from where the last one that finished ended, so that missed weeks are made up for, but
 * no longer back than Langfuse can be asked for; the last week where there was none.
 */
export function scheduledWindow(scheduledFor: Date, lastTo: Date | null): ScanWindow {
  const { from, to } = lastDays(scheduledFor, SCAN_DAYS);
  const earliest = lastDays(scheduledFor, SCAN_MAX_DAYS).from;
  if (lastTo === null) return { from, to };
  return { from: new Date(Math.max(earliest.getTime(), Math.min(lastTo.getTime(), to.getTime()))), to };
}
