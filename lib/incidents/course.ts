import { PERSISTENT_NIGHTS } from '#lib/policy/thresholds.ts';

/**
 * How a deviation runs over nights. `transient`: seen, and gone before it persisted. `persistent`: seen on
 * PERSISTENT_NIGHTS nights in a row, tonight the last of them. `fresh`: seen tonight, too early to tell.
 */
export type Course = 'none' | 'fresh' | 'transient' | 'persistent';

/**
 * @param drifted whether each measured night since the baseline drifted, oldest first, tonight last; nights without
 *   a verdict are left out, for they say nothing either way
 */
export function courseOf(drifted: readonly boolean[]): Course {
  const nightsBack = drifted.toReversed();
  const row = lengthOfRow(nightsBack, true);
  if (row > 0) return row >= PERSISTENT_NIGHTS ? 'persistent' : 'fresh';
  const quiet = lengthOfRow(nightsBack, false);
  const before = lengthOfRow(nightsBack.slice(quiet), true);
  return quiet === 1 && before > 0 && before < PERSISTENT_NIGHTS ? 'transient' : 'none';
}

function lengthOfRow(nights: readonly boolean[], value: boolean): number {
  const end = nights.indexOf(!value);
  return end === -1 ? nights.length : end;
}
