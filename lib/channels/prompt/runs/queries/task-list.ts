import { z } from 'zod';
import { cursorCodec, pageOf } from '#lib/api/cursor.ts';
import type { GoldenTaskListQuery, GoldenTaskSummary } from '#lib/contract/golden/tasks.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import type { Db } from '#lib/platform/db.ts';
import { stabilityOf } from '../stability.ts';
import { type LastResult, readLastResults } from './last-results.ts';
import { type NightRow, readNights } from './nights.ts';
import { type RepositoryTask, readSnapshots } from './snapshots.ts';

/** Repository and id of the last task shown. */
const taskCursor = cursorCodec(z.tuple([z.string(), z.string()]));

/** One page of the tasks of every suite, those that a suite no longer holds included. */
export async function listGoldenTasks(
  db: Db,
  { cursor, limit, order, q, ...filter }: GoldenTaskListQuery,
): Promise<OperationResponse<'listGoldenTasks'>> {
  const after = taskCursor.decode(cursor);
  const [tasks, nights, results] = await Promise.all([
    readSnapshots(db, filter),
    readNights(db, filter),
    readLastResults(db, filter),
  ]);
  const all = summaries(tasks, nights, results).filter((task) => matches(task, q));
  all.sort(order === 'flicker' ? byFlicker : byName);
  const start = after === undefined ? 0 : all.findIndex((task) => keyOf(task) === after.join('\n')) + 1;
  return pageOf(
    all.slice(start, start + limit + 1),
    limit,
    (task) => task,
    (task) => taskCursor.encode([task.repository.name, task.taskId]),
  );
}

/** What is known of every task, from the suites as read last and from what runs came to. */
export function summaries(
  tasks: readonly RepositoryTask[],
  nights: readonly NightRow[],
  results: readonly LastResult[],
): GoldenTaskSummary[] {
  const inSuite = new Map(tasks.map((task) => [keyOf(task), task]));
  const last = new Map(results.map((result) => [keyOf(result), result]));
  const nightsOf = Map.groupBy(nights, ({ repository, taskId }) => `${repository}\n${taskId}`);
  return [...new Set([...inSuite.keys(), ...last.keys()])].flatMap((key) => {
    const task = inSuite.get(key);
    const result = last.get(key);
    const subject = task ?? result;
    if (subject === undefined) return [];
    return {
      taskId: subject.taskId,
      title: subject.title,
      repository: subject.repository,
      taskClass: task?.taskClass ?? null,
      tags: task?.tags ?? [],
      agents: task?.agents ?? [],
      inSuite: task !== undefined,
      stability: stabilityOf([...seriesOf(nightsOf.get(key) ?? []).values()]),
      last: result?.last ?? null,
    };
  });
}

/** Nights by agent and model. */
export function seriesOf(nights: readonly NightRow[]): Map<string, NightRow[]> {
  return Map.groupBy(nights, ({ agent, model }) => `${agent}\n${model}`);
}

function matches({ taskId, title, tags, taskClass }: GoldenTaskSummary, q: string | undefined): boolean {
  if (q === undefined || q === '') return true;
  const text = [taskId, title, taskClass ?? '', ...tags].join('\n').toLowerCase();
  return text.includes(q.toLowerCase());
}

function keyOf({ repository, taskId }: Pick<GoldenTaskSummary, 'repository' | 'taskId'>): string {
  return `${repository.name}\n${taskId}`;
}

function byName(a: GoldenTaskSummary, b: GoldenTaskSummary): number {
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

function byFlicker(a: GoldenTaskSummary, b: GoldenTaskSummary): number {
  return (b.stability.flickerShare ?? -1) - (a.stability.flickerShare ?? -1) || byName(a, b);
}
