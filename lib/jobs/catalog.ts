import { z } from 'zod';

interface JobContract<Payload extends z.ZodType> {
  payload: Payload;
  /** How often graphile-worker runs a job that throws before it gives up. */
  maxAttempts: number;
}

function job<Payload extends z.ZodType>(contract: JobContract<Payload>): JobContract<Payload> {
  return contract;
}

const runId = z.int().positive();

/** Every background job: its name, payload and attempts. Payloads carry ids only and are parsed on both sides. */
export const JOBS = {
  /** Starts the scheduled run of every active endpoint; `_cron` is added by graphile-worker. */
  'canary.nightly': job({
    payload: z.object({
      _cron: z.object({ ts: z.iso.datetime({ offset: true }), backfilled: z.boolean().optional() }),
    }),
    maxAttempts: 25,
  }),
  /** Opens the lanes of one run. */
  'canary.start': job({ payload: z.object({ runId }), maxAttempts: 25 }),
  /**
   * Asks for the sample at `position` of the run's plan, then hands its lane to position + lanes.
   * `attempt` counts tries of this call from 1.
   */
  'canary.sample': job({
    payload: z.object({
      runId,
      position: z.int().nonnegative(),
      attempt: z.int().positive(),
    }),
    maxAttempts: 25,
  }),
  /**
   * Asks the judge about the answers of a fully sampled run, then has it evaluated. `attempt` counts tries of the
   * questions that are still open, from 1.
   */
  'canary.judge': job({ payload: z.object({ runId, attempt: z.int().positive() }), maxAttempts: 25 }),
  /** Compares a fully sampled run with its baseline and stores the verdict. */
  'canary.evaluate': job({ payload: z.object({ runId }), maxAttempts: 25 }),
} as const;

export type JobName = keyof typeof JOBS;
export type JobPayload<Name extends JobName> = z.infer<(typeof JOBS)[Name]['payload']>;
