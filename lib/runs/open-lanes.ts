import { JOBS } from '#lib/jobs/catalog.ts';
import type { Context } from '#lib/platform/context.ts';

/**
 * Turns a queued run to sampling and adds the first job of each lane, in one statement. A run that is no longer queued
 * is left alone.
 */
export async function openLanes({ db, now }: Pick<Context, 'db' | 'now'>, runId: number): Promise<void> {
  await db.$executeRaw`
    WITH opened AS (
      UPDATE run SET status = 'sampling', started_at = ${now()}
      WHERE id = ${runId}::int AND status = 'queued'
      RETURNING id, lanes
    )
    SELECT job.id FROM opened
    CROSS JOIN LATERAL generate_series(0, opened.lanes - 1) AS lane
    CROSS JOIN LATERAL graphile_worker.add_job(
      identifier => 'canary.sample',
      payload => json_build_object('runId', opened.id, 'position', lane, 'attempt', 1),
      max_attempts => ${JOBS['canary.sample'].maxAttempts}::int,
      job_key => format('run:%s:sample:%s', opened.id, lane)
    ) AS job`;
}
