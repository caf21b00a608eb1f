import type { GoldenTaskSummary } from '#lib/contract/golden/tasks.ts';
import type { Db } from '#lib/platform/db.ts';
import type { TaskOutcome } from '../../types.ts';
import type { NightFilter } from './nights.ts';

/** The newest finished run with a task. */
export interface LastResult {
  taskId: string;
  title: string;
  repository: GoldenTaskSummary['repository'];
  last: NonNullable<GoldenTaskSummary['last']>;
}

interface LastRow {
  task_id: string;
  title: string;
  outcome: TaskOutcome;
  run_id: number;
  repository_id: number | null;
  repository_name: string;
  agent: string;
  model: string;
  created_at: Date;
}

/** What came of every task the last time it was run, whoever asked for it. */
export async function readLastResults(
  db: Db,
  { repository, agent, model, taskId }: NightFilter,
): Promise<LastResult[]> {
  const rows = await db.$queryRaw<LastRow[]>`
    SELECT DISTINCT ON (run.repository_name, result.task_id)
      result.task_id, result.title, result.outcome::text, run.id AS run_id, run.repository_id, run.repository_name,
      run.agent, run.model, run.created_at
    FROM golden_task_result AS result JOIN golden_run AS run ON run.id = result.run_id
    WHERE run.status = 'finished'
      AND run.repository_name = coalesce(${repository ?? null}::text, run.repository_name)
      AND run.agent = coalesce(${agent ?? null}::text, run.agent)
      AND run.model = coalesce(${model ?? null}::text, run.model)
      AND result.task_id = coalesce(${taskId ?? null}::text, result.task_id)
    ORDER BY run.repository_name, result.task_id, run.created_at DESC, run.id DESC`;
  return rows.map((row) => ({
    taskId: row.task_id,
    title: row.title,
    repository: { id: row.repository_id, name: row.repository_name },
    last: {
      runId: row.run_id,
      agent: row.agent,
      model: row.model,
      outcome: row.outcome,
      at: row.created_at.toISOString(),
    },
  }));
}
