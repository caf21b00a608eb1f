import { Prisma } from '#generated/prisma/client.ts';
import { jobOfRow } from '#lib/jobs/enqueue.ts';
import { jobKeysOfRow } from '#lib/jobs/job-keys.ts';

const FIRST_ATTEMPT = Prisma.sql`1`;

/** The job of the first try of the sample at `position`, both columns, for each row of a statement. */
export function sampleJob(runId: Prisma.Sql, position: Prisma.Sql): Prisma.Sql {
  const payload = { runId, position, attempt: FIRST_ATTEMPT };
  return jobOfRow('canary.sample', payload, jobKeysOfRow.sample(runId, position));
}
