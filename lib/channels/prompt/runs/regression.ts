import { formatCount } from '#lib/format/numbers.ts';
import type { GateReport, ReportedTask } from '../report/format.ts';

/** Tasks named in an incident's story; the rest is counted. */
const NAMED = 5;

/** What a run means for incidents. */
export type RegressionAction = 'seen' | 'not_seen' | 'nothing';

/**
 * What a finished run means for incidents. Only the main branch speaks: a pull request is failed by its own check. A run
 * that did not pass for another reason than a regression, or could not be measured, says nothing either way.
 */
export function regressionAction(
  { verdict, tasks }: Pick<GateReport, 'verdict' | 'tasks'>,
  { isOnMain }: { isOnMain: boolean },
): RegressionAction {
  if (!isOnMain) return 'nothing';
  if (regressedTasks(tasks).length > 0) return 'seen';
  return verdict === 'pass' ? 'not_seen' : 'nothing';
}

export function regressedTasks(tasks: readonly ReportedTask[]): ReportedTask[] {
  return tasks.filter(({ outcome }) => outcome === 'regressed');
}

/** The regressed tasks in words, for an incident's timeline. */
export function tellRegression({ model, tasks }: Pick<GateReport, 'model' | 'tasks'>): string {
  const regressed = regressedTasks(tasks);
  const named = regressed
    .slice(0, NAMED)
    .map(({ id, reasons }) => (reasons.length === 0 ? id : `${id}: ${reasons.join(' ')}`));
  const rest = regressed.length - named.length;
  return [
    `${formatCount(regressed.length, 'task')} of ${tasks.length} regressed with ${model}.`,
    ...named,
    ...(rest > 0 ? [`And ${rest} more.`] : []),
  ].join('\n');
}

/** Why the run came to its verdict; of a scheduled one that could not be measured also what that leaves open. */
export function tellVerdict({ verdict, reason }: Pick<GateReport, 'verdict' | 'reason'>, isOnMain: boolean): string {
  if (verdict !== 'unmeasured' || !isOnMain) return reason;
  return `${reason} This says nothing about a regression either way, so no incident was opened or continued.`;
}
