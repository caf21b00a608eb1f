import type { RegressionWeek } from '#lib/contract/golden/runs.ts';
import { formatCount } from '#lib/format/numbers.ts';

// Weeks begin on Monday in UTC, whoever looks.
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** A week by its Monday: `16 Nov`. */
export function weekName(week: string): string {
  return days.format(Date.parse(week));
}

/** What happened in a week, in a sentence. */
export function regressionSentence({ runs, failedRuns, regressions }: RegressionWeek): string {
  if (runs === 0) return 'No run.';
  const failed = failedRuns === 0 ? 'none failed' : `${formatCount(failedRuns)} failed`;
  return `${formatCount(regressions, 'regressed task')} in ${formatCount(runs, 'run')}, ${failed}.`;
}
