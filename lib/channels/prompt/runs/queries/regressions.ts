import type { RegressionsQuery, RegressionWeek } from '#lib/contract/golden/runs.ts';
import type { Context } from '#lib/platform/context.ts';

const WEEK_MS = 7 * 24 * 60 * 60_000;

interface WeekRow extends Omit<RegressionWeek, 'week'> {
  week: Date;
}

/** Finished runs and their regressed tasks by calendar week (UTC, from Monday), the oldest first, quiet weeks included. */
export async function goldenRegressionsByWeek(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { weeks, repository, agent, model, trigger }: RegressionsQuery,
): Promise<{ weeks: RegressionWeek[] }> {
  const at = now();
  const since = new Date(at.getTime() - (weeks - 1) * WEEK_MS);
  const rows = await db.$queryRaw<WeekRow[]>`
    WITH counted AS (
      SELECT date_trunc('week', run.created_at AT TIME ZONE 'UTC')::date AS week, run.verdict,
        (SELECT count(*) FROM golden_task_result WHERE run_id = run.id AND outcome = 'regressed') AS regressed
      FROM golden_run AS run
      WHERE run.status = 'finished'
        AND run.created_at >= date_trunc('week', ${since} AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
        AND run.repository_name = coalesce(${repository ?? null}::text, run.repository_name)
        AND run.agent = coalesce(${agent ?? null}::text, run.agent)
        AND run.model = coalesce(${model ?? null}::text, run.model)
        AND run.trigger::text = coalesce(${trigger ?? null}::text, run.trigger::text)
    )
    SELECT weeks.week::date, count(counted.week)::int AS runs,
      count(*) FILTER (WHERE counted.verdict = 'fail')::int AS "failedRuns",
      coalesce(sum(counted.regressed), 0)::int AS regressions
    FROM generate_series(
      date_trunc('week', ${since} AT TIME ZONE 'UTC')::date,
      date_trunc('week', ${at} AT TIME ZONE 'UTC')::date,
      interval '1 week'
    ) AS weeks(week)
    LEFT JOIN counted ON counted.week = weeks.week
    GROUP BY weeks.week
    ORDER BY weeks.week`;
  return { weeks: rows.map(({ week, ...counts }) => ({ week: week.toISOString().slice(0, 10), ...counts })) };
}
