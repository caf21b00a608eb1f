import { Prisma } from '#generated/prisma/client.ts';
import type { Db } from '#lib/platform/db.ts';
import { JOBS, type JobName, type JobPayload } from './catalog.ts';

interface EnqueueOptions {
  /** A job with the same key that has not started is replaced; see job-keys.ts. */
  key: string;
  /** Wait before the start, in milliseconds; none when left out. Counted by the database's clock, which starts the job. */
  delayMs?: number;
}

/**
 * Adds a job in the caller's transaction, so that it exists exactly when the state change does.
 * Goes through graphile-worker's SQL function rather than its client, which would use a connection of its own.
 */
export async function enqueue<Name extends JobName>(
  tx: Db,
  name: Name,
  payload: JobPayload<Name>,
  { key, delayMs = 0 }: EnqueueOptions,
): Promise<void> {
  const { payload: schema, maxAttempts, queue = null } = JOBS[name];
  const json = JSON.stringify(schema.parse(payload));
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      identifier => ${name},
      payload => ${json}::json,
      queue_name => ${queue}::text,
      run_at => clock_timestamp() + ${delayMs}::float8 * interval '1 millisecond',
      max_attempts => ${maxAttempts}::int,
      job_key => ${key}
    )`;
}

/**
 * What `addJobs` adds, for each row of a statement: for statements whose jobs must come with what they write and whose
 * number is known in the database alone.
 *
 * @param payload Each field of the payload as a column.
 * @param key From `jobKeysOfRow`.
 * @param dueAt When it starts; where left out or null, at once.
 */
export function jobOfRow<Name extends JobName>(
  name: Name,
  payload: Record<keyof JobPayload<Name> & string, Prisma.Sql>,
  key: Prisma.Sql,
  dueAt: Prisma.Sql = Prisma.sql`NULL::timestamptz`,
): Prisma.Sql {
  const fields = Object.entries<Prisma.Sql>(payload).map(([field, column]) => Prisma.sql`${field}::text, ${column}`);
  const { maxAttempts } = JOBS[name];
  return Prisma.sql`(
    ${name}::text, json_build_object(${Prisma.join(fields)}), NULL, ${dueAt}, ${maxAttempts}::int, ${key}, NULL, NULL
  )::graphile_worker.job_spec`;
}

/**
 * The query that adds all jobs of a statement by one call, which costs little more than adding one of them; it gives
 * the jobs' ids.
 *
 * @param jobs A query of one column, from `jobOfRow`; no two with the same key.
 */
export function addJobs(jobs: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT added.id
    FROM (SELECT array_agg(due.job) AS jobs FROM (${jobs}) AS due (job) HAVING count(*) > 0) AS batch
    CROSS JOIN LATERAL graphile_worker.add_jobs(batch.jobs) AS added`;
}
