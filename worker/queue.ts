import { type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { Logger } from '#lib/platform/log.ts';
import type { cronItems } from './crontab.ts';
import { workerLogger } from './logger.ts';

/** Statements of the queue take milliseconds; one connection per slot would use up Postgres' usual 100 with two workers. */
const MAX_CONNECTIONS = 10;

interface QueueOptions {
  connectionString: string;
  /** Jobs carried out at once. */
  slots: number;
  taskList: TaskList;
  parsedCronItems: ReturnType<typeof cronItems>;
  events: WorkerEvents;
  /** Told this worker's id in the queue, before it takes its first job. */
  signOn: (poolId: string) => Promise<void>;
  log: Logger;
}

/** Takes jobs from the queue until stopped. */
export function runQueue({ connectionString, slots, signOn, log, ...options }: QueueOptions): Promise<Runner> {
  return run({
    ...options,
    preset: {
      plugins: [
        {
          name: 'tidemark-sign-on',
          version: '1',
          worker: { hooks: { startWorker: (_ctx, { worker }) => signOn(worker.workerPool.id) } },
        },
      ],
      worker: {
        connectionString,
        concurrentJobs: slots,
        maxPoolSize: Math.min(slots + 2, MAX_CONNECTIONS),
        pollInterval: 1_000,
        // Unbatched, a job that cannot be signed off would bring the process down on the spot; so it stops in order.
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
        logger: workerLogger(log),
      },
    },
    noHandleSignals: true,
  });
}
