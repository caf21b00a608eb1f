import type { Db } from '#lib/platform/db.ts';
import { STABILITY_NIGHTS } from '#lib/policy/thresholds.ts';
import type { TaskOutcome } from '../../types.ts';
import type { TaskNight } from '../stability.ts';

/** A night of one task with one agent and one model. */
export interface NightRow extends TaskNight {
  repository: string;
  taskId: string;
  agent: string;
  model: string;
}

export interface NightFilter {
  repository?: string | undefined;
  agent?: string | undefined;
  model?: string | undefined;
  taskId?: string | undefined;
}

/** The latest nights of every task by agent and model, the oldest first. */
export function readNights(db: Db, { repository, agent, model, taskId }: NightFilter): Promise<NightRow[]> {
  return db.$queryRaw<(NightRow & { outcome: TaskOutcome })[]>`
    SELECT repository, "taskId", agent, model, outcome::text, passes, runs
    FROM (
      SELECT run.repository_name AS repository, result.task_id AS "taskId", run.agent, run.model, run.night,
        result.outcome, result.head_passes AS passes, result.head_runs AS runs,
        row_number() OVER (
          PARTITION BY run.repository_name, result.task_id, run.agent, run.model ORDER BY run.night DESC
        ) AS age
      FROM golden_task_result AS result JOIN golden_run AS run ON run.id = result.run_id
      WHERE run.trigger = 'schedule' AND run.status = 'finished'
        AND run.repository_name = coalesce(${repository ?? null}::text, run.repository_name)
        AND run.agent = coalesce(${agent ?? null}::text, run.agent)
        AND run.model = coalesce(${model ?? null}::text, run.model)
        AND result.task_id = coalesce(${taskId ?? null}::text, result.task_id)
    ) AS night
    WHERE age <= ${STABILITY_NIGHTS}::int
    ORDER BY night`;
}
