import { Prisma } from '#generated/prisma/client.ts';

/**
 * The condition of a row for which no job is left that could carry it on: those that there are have used up their
 * attempts and nobody works on them.
 *
 * @param key of the row's jobs, a pattern of LIKE made of its columns.
 */
export function hasNoJobLeft(key: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`NOT EXISTS (
    SELECT 1 FROM graphile_worker.jobs AS job
    WHERE job.key LIKE ${key} AND (job.attempts < job.max_attempts OR job.locked_at IS NOT NULL)
  )`;
}
