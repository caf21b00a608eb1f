import { Prisma } from '#generated/prisma/client.ts';
import { addJobs } from '#lib/jobs/enqueue.ts';
import type { Context } from '#lib/platform/context.ts';
import { sampleJob } from './sample-job.ts';

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
    ${addJobs(Prisma.sql`
      SELECT ${sampleJob(Prisma.sql`opened.id`, Prisma.sql`lane`)}
      FROM opened CROSS JOIN LATERAL generate_series(0, opened.lanes - 1) AS lane`)}`;
}
