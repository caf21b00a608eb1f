import { z } from 'zod';

interface JobContract<Payload extends z.ZodType> {
  payload: Payload;
  /** How often graphile-worker runs a job that throws before it gives up. */
  maxAttempts: number;
  /** Jobs of one queue run one after another, over all workers; left out: side by side. */
  queue?: string;
}

function job<Payload extends z.ZodType>(contract: JobContract<Payload>): JobContract<Payload> {
  return contract;
}

const runId = z.int().positive();
/** Added by graphile-worker to jobs of its schedule. */
const _cron = z.object({ ts: z.iso.datetime({ offset: true }), backfilled: z.boolean().optional() });

/** Every background job: its name, payload and attempts. Payloads carry ids only and are parsed on both sides. */
export const JOBS = {
  /** Starts the scheduled run of every active endpoint. */
  'canary.nightly': job({ payload: z.object({ _cron }), maxAttempts: 25 }),
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
  /** Once a week: has every baseline in force compared with itself. */
  'self-check.weekly': job({ payload: z.object({ _cron }), maxAttempts: 25 }),
  /** Compares a baseline with itself; each takes a core for a while, hence the queue. */
  'self-check.baseline': job({
    payload: z.object({ baselineId: z.int().positive() }),
    maxAttempts: 5,
    queue: 'self-check',
  }),
  /** Once a week: has every enabled Langfuse source searched for low-scored traces. */
  'candidates.weekly': job({ payload: z.object({ _cron }), maxAttempts: 25 }),
  /**
   * Searches one Langfuse source from where the scan stands; one scan at a time, hence the queue. `attempt` counts
   * tries since it last came forward, from 1.
   */
  'candidates.scan': job({
    payload: z.object({ scanId: z.int().positive(), attempt: z.int().positive() }),
    maxAttempts: 25,
    queue: 'candidates',
  }),
  /** Pushes an approved candidate and opens its pull request, as far as that is not done. */
  'candidates.publish': job({ payload: z.object({ candidateId: z.int().positive() }), maxAttempts: 25 }),
  /** Sees what has become of pull requests, and has publications that are stuck tried again. */
  'candidates.follow': job({ payload: z.object({ _cron }), maxAttempts: 3 }),
  /** Starts the scheduled golden runs of every repository. */
  'golden.nightly': job({ payload: z.object({ _cron }), maxAttempts: 25 }),
  /**
   * Makes the attempts of one golden run, from where they stand, and ends it. A killed worker counts as a try of the
   * job, hence many; what fails by itself is given up after `GOLDEN_RUN_PATIENCE_MS`.
   */
  'golden.run': job({ payload: z.object({ runId }), maxAttempts: 1_000 }),
  /** Every minute: has clusters compared whose turn it is. */
  'clusters.tick': job({ payload: z.object({ _cron }), maxAttempts: 1 }),
  /** Compares one cluster with git; a killed worker counts as a try, what fails by itself ends the comparison. */
  'cluster.scan': job({ payload: z.object({ scanId: z.int().positive() }), maxAttempts: 25 }),
  /**
   * Judges what a webhook of Flux said, by the cluster as it is. Tried for about a day while the cluster does not answer,
   * as long as drifts are counted.
   */
  'flux.judge': job({ payload: z.object({ digest: z.string().regex(/^[0-9a-f]{64}$/) }), maxAttempts: 14 }),
  /** Every minute: reads the drifts that clusters' Prometheus counted. */
  'flux.counters': job({ payload: z.object({ _cron }), maxAttempts: 1 }),
  /** Every minute: sees that every flagd has its next comparison before it. */
  'flags.tick': job({ payload: z.object({ _cron }), maxAttempts: 1 }),
  /** Compares one flagd with git, and arranges for the next time; what fails is caught up with by the tick. */
  'flags.compare': job({ payload: z.object({ flagSourceId: z.int().positive() }), maxAttempts: 3 }),
  /** Pushes the live side of a flag to a branch of git and opens its pull request, as far as that is not done. */
  'flags.publish': job({ payload: z.object({ decisionId: z.int().positive() }), maxAttempts: 25 }),
  /** Sees what has become of pull requests of flags, and has stuck ones tried again. */
  'flags.follow': job({ payload: z.object({ _cron }), maxAttempts: 3 }),
} as const;

export type JobName = keyof typeof JOBS;
export type JobPayload<Name extends JobName> = z.infer<(typeof JOBS)[Name]['payload']>;
