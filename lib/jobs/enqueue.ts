import type { Db } from '#lib/platform/db.ts';
import { JOBS, type JobName, type JobPayload } from './catalog.ts';

interface EnqueueOptions {
  /** A job with the same key that has not started is replaced; see `jobKeys`. */
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
  const contract = JOBS[name];
  const json = JSON.stringify(contract.payload.parse(payload));
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      identifier => ${name},
      payload => ${json}::json,
      run_at => clock_timestamp() + ${delayMs}::float8 * interval '1 millisecond',
      max_attempts => ${contract.maxAttempts}::int,
      job_key => ${key}
    )`;
}

/** Keys of the jobs of one run; all share the prefix `run:<id>:`. */
export const jobKeys = {
  start: (runId: number) => `run:${runId}:start`,
  sample: (runId: number, position: number) => `run:${runId}:sample:${position}`,
  evaluate: (runId: number) => `run:${runId}:evaluate`,
};
