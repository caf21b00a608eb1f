import type { Db } from '#lib/platform/db.ts';
import type { GateVerdict } from '../../types.ts';

/** What the main branch of a repository came to the last time, for one agent and one model. */
export interface MainRun {
  id: number;
  repositoryId: number;
  repository: string;
  agent: string;
  model: string;
  verdict: GateVerdict;
  reason: string | null;
  /** Tasks that regressed. */
  regressed: number;
  finishedAt: Date;
  /** When the latest of these runs that could measure ended; null when none could. */
  measuredAt: Date | null;
}

/** The latest finished golden run on the main branch of every repository, by agent and model. */
export function latestMainRuns(db: Db): Promise<MainRun[]> {
  return db.$queryRaw<MainRun[]>`
    SELECT DISTINCT ON (run.repository_id, run.agent, run.model)
      run.id, run.repository_id AS "repositoryId", repository.name AS repository, run.agent, run.model,
      run.verdict::text, run.reason, run.finished_at AS "finishedAt",
      max(run.finished_at) FILTER (WHERE run.verdict <> 'unmeasured')
        OVER (PARTITION BY run.repository_id, run.agent, run.model) AS "measuredAt",
      (SELECT count(*) FROM golden_task_result WHERE run_id = run.id AND outcome = 'regressed')::int AS regressed
    FROM golden_run AS run JOIN git_repository AS repository ON repository.id = run.repository_id
    WHERE run.status = 'finished' AND run.branch = repository.branch AND run.pull_request_url IS NULL
    ORDER BY run.repository_id, run.agent, run.model, run.finished_at DESC, run.id DESC`;
}

/** A run on the main branch that ended without a verdict. */
type FailedMainRun = Pick<MainRun, 'repositoryId' | 'agent' | 'model' | 'reason'>;

/** The latest golden run on the main branch of every repository, by agent and model, where that one failed. */
export function failedMainRuns(db: Db): Promise<FailedMainRun[]> {
  return db.$queryRaw<FailedMainRun[]>`
    SELECT "repositoryId", agent, model, reason
    FROM (
      SELECT DISTINCT ON (run.repository_id, run.agent, run.model)
        run.repository_id AS "repositoryId", run.agent, run.model, run.reason, run.status
      FROM golden_run AS run JOIN git_repository AS repository ON repository.id = run.repository_id
      WHERE run.status IN ('finished', 'failed') AND run.branch = repository.branch AND run.pull_request_url IS NULL
      ORDER BY run.repository_id, run.agent, run.model, run.finished_at DESC, run.id DESC
    ) AS latest
    WHERE status = 'failed'`;
}
