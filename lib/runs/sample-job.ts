import { Prisma } from '#generated/prisma/client.ts';
import { addJobOfRow } from '#lib/jobs/enqueue.ts';
import { jobKeysOfRow } from '#lib/jobs/job-keys.ts';

const FIRST_ATTEMPT = Prisma.sql`1`;

/** The call that adds the first try of the sample at `position`, both columns, for each row of a statement. */
export function addSampleJob(runId: Prisma.Sql, position: Prisma.Sql): Prisma.Sql {
  const payload = { runId, position, attempt: FIRST_ATTEMPT };
  return addJobOfRow('canary.sample', payload, jobKeysOfRow.sample(runId, position));
}
