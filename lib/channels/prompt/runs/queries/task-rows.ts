import type { GoldenTaskResult } from '#generated/prisma/client.ts';
import { type GoldenTaskRow, type TaskOutcome, taskBaseline } from '#lib/contract/golden/attempts.ts';
import { sideFacts, summarise } from '../../gate/side.ts';
import type { Attempt } from '../../types.ts';
import { outcomeOf } from '../stored-outcome.ts';
import type { PlannedTasks } from './planned-tasks.ts';

/** What a reader should see first. */
const WORST_FIRST: readonly TaskOutcome[] = ['regressed', 'base-also-fails', 'flaky', 'unmeasured', 'pass'];

/** The tasks of a run from what was stored: the worst first when it has finished, else those planned, by id. */
export function taskRows(
  results: readonly GoldenTaskResult[],
  attempts: readonly Attempt[],
  planned: PlannedTasks,
): GoldenTaskRow[] {
  const ofTask = Map.groupBy(attempts, ({ taskId }) => taskId);
  if (results.length === 0) {
    const ids = [...new Set([...planned.ids, ...ofTask.keys()])];
    return ids.map((taskId) => unfinishedRow(taskId, ofTask.get(taskId) ?? [], planned)).sort((a, b) => byId(a, b));
  }
  return results
    .map((result) => taskRow(result, ofTask.get(result.taskId) ?? []))
    .sort((a, b) => rank(a) - rank(b) || byId(a, b));
}

/** One task of a finished run. */
export function taskRow(result: GoldenTaskResult, attempts: readonly Attempt[]): GoldenTaskRow {
  return {
    taskId: result.taskId,
    title: result.title,
    outcome: outcomeOf(result.outcome),
    reason: result.reason,
    baseline: taskBaseline.nullable().parse(result.baseline),
    ...sides(result.taskId, attempts),
  };
}

/** One task of a run that is going, or ended before it had a verdict. */
export function unfinishedRow(
  taskId: string,
  attempts: readonly Attempt[],
  { titles }: Pick<PlannedTasks, 'titles'>,
): GoldenTaskRow {
  const title = titles.get(taskId) ?? taskId;
  return { taskId, title, outcome: null, reason: '', baseline: null, ...sides(taskId, attempts) };
}

function sides(taskId: string, attempts: readonly Attempt[]): Pick<GoldenTaskRow, 'head' | 'base'> {
  const base = sideFacts(attempts, taskId, 'base');
  return {
    head: summarise(sideFacts(attempts, taskId, 'head')),
    base: base.measured.length + base.unmeasured === 0 ? null : summarise(base),
  };
}

function rank({ outcome }: GoldenTaskRow): number {
  return outcome === null ? WORST_FIRST.length : WORST_FIRST.indexOf(outcome);
}

function byId(a: GoldenTaskRow, b: GoldenTaskRow): number {
  return a.taskId < b.taskId ? -1 : 1;
}
