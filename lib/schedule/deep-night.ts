import type { DeepNight } from '#lib/platform/env.ts';

const DAY_MS = 86_400_000;
const DAYS_A_WEEK = 7;

/** Weekdays in the order of `Date.getUTCDay`. */
const WEEKDAYS: readonly DeepNight[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

export interface DeepNightFacts {
  /** Which weekday (UTC) is deep. */
  deepNight: DeepNight;
  /** The night in question, a UTC day. */
  night: Date;
  /** The last night that had its deep check; null when none is known. */
  lastDeep: Date | null;
  /** Since when there is something to compare with. */
  baselineReadyAt: Date;
}

/**
 * The latest night on or before `night` that falls on the deep weekday, a UTC day; null where no night is deep.
 */
export function deepNightDue(deepNight: DeepNight, night: Date): Date | null {
  const weekday = WEEKDAYS.indexOf(deepNight);
  if (weekday === -1) return null;
  const daysSince = (night.getUTCDay() - weekday + DAYS_A_WEEK) % DAYS_A_WEEK;
  return new Date(night.getTime() - daysSince * DAY_MS);
}

/**
 * Whether a nightly check is the week's deep one: on its weekday, or on the first night after it when the deep check was
 * missed. A baseline that became ready since then missed nothing.
 */
export function isDeepNight({ deepNight, night, lastDeep, baselineReadyAt }: DeepNightFacts): boolean {
  const due = deepNightDue(deepNight, night);
  if (due === null || (lastDeep !== null && lastDeep >= due)) return false;
  return due.getTime() === night.getTime() || baselineReadyAt <= due;
}
