import { setTimeout as sleep } from 'node:timers/promises';
import { type Runner, run } from 'graphile-worker';
import pLimit from 'p-limit';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { systemClock } from '#lib/platform/clock.ts';
import { coalesce } from '#lib/platform/coalesce.ts';
import { createDb } from '#lib/platform/db.ts';
import type { Logger } from '#lib/platform/log.ts';
import { failStrandedRuns } from '#lib/runs/fail-stranded.ts';
import type { SampleRow } from '#lib/runs/sample-row.ts';
import { storeSamples } from '#lib/runs/store-samples.ts';
import { listenForCancellations } from './cancellations.ts';
import { cronItems } from './crontab.ts';
import { gatewayCaller } from './gateway-clients.ts';
import { type Handlers, taskList, type WorkerDeps } from './handlers.ts';
import { createLiveness } from './liveness.ts';
import { workerLogger } from './logger.ts';
import { canaryEvaluate } from './tasks/canary-evaluate.ts';
import { canaryNightly } from './tasks/canary-nightly.ts';
import { canarySample } from './tasks/canary-sample.ts';
import { canaryStart } from './tasks/canary-start.ts';

/** Job slots per call in flight: while one call waits for its answer, the next is read and the last one stored. */
const SLOTS_PER_CALL = 1.5;
const SWEEP_INTERVAL_MS = 5_000;
/** Samples that finish within this time are written together: one commit for a burst of answers. */
const STORE_WINDOW_MS = 4;

const HANDLERS: Handlers = {
  'canary.nightly': canaryNightly,
  'canary.start': canaryStart,
  'canary.sample': canarySample,
  'canary.evaluate': canaryEvaluate,
};

export interface WorkerOptions {
  connectionString: string;
  /** Gateway calls in flight at once in this process. */
  concurrency: number;
  /** Five-field cron expression, UTC. */
  nightlyCron: string;
  log: Logger;
}

export interface RunningWorker {
  /** Takes no new job, gives calls in flight a few seconds, and closes every connection. */
  stop: () => Promise<void>;
  /** Settles when the worker has stopped, rejecting if it stopped by itself. */
  finished: Promise<void>;
}

/** Starts a worker on a migrated database. */
export async function startWorker({
  connectionString,
  concurrency,
  nightlyCron,
  log,
}: WorkerOptions): Promise<RunningWorker> {
  const slots = Math.ceil(concurrency * SLOTS_PER_CALL);
  const db = createDb(connectionString, Math.min(concurrency, 10));
  const liveness = createLiveness(connectionString, log);
  const cancellations = listenForCancellations({ connectionString, findStopped, log });

  async function findStopped(runIds: number[]): Promise<number[]> {
    const stopped = await db.run.findMany({
      where: { id: { in: runIds }, status: { not: 'sampling' } },
      select: { id: true },
    });
    return stopped.map(({ id }) => id);
  }

  const ask = gatewayCaller();
  const limitCalls = pLimit(concurrency);
  const deps: WorkerDeps = {
    ctx: { db, now: systemClock, actor: SYSTEM_ACTOR },
    sampling: {
      db,
      now: systemClock,
      random: Math.random,
      ask: (...call) => limitCalls(() => ask(...call)),
      store: coalesce<SampleRow>((rows) => storeSamples(db, rows), { windowMs: STORE_WINDOW_MS, maxItems: 50 }),
      cancellation: cancellations.signalFor,
    },
    log,
  };

  // Before the first look at the queue, so that what a killed predecessor left is seen at once.
  await liveness.sweep();
  const runner: Runner = await run({
    preset: {
      plugins: [
        {
          name: 'tidemark-liveness',
          version: '1',
          worker: { hooks: { startWorker: (_ctx, { worker }) => liveness.claim(worker.workerPool.id) } },
        },
      ],
      worker: {
        connectionString,
        concurrentJobs: slots,
        maxPoolSize: slots,
        pollInterval: 1_000,
        logger: workerLogger(log),
      },
    },
    noHandleSignals: true,
    taskList: taskList(HANDLERS, deps),
    parsedCronItems: cronItems(nightlyCron),
  });

  const stopping = new AbortController();
  const sweeping = sweepUntil(stopping.signal);

  async function sweepUntil(stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted) {
      try {
        await liveness.sweep();
        await cancellations.refresh();
        const failed = await failStrandedRuns(db, systemClock());
        if (failed.length > 0) log.error({ runs: failed }, 'ended runs that had no job left');
      } catch (error) {
        log.warn({ err: error }, 'sweep failed; trying again');
      }
      await sleep(SWEEP_INTERVAL_MS, undefined, { signal: stopped }).catch(() => undefined);
    }
  }

  async function close(): Promise<void> {
    stopping.abort();
    await sweeping;
    await Promise.all([liveness.close(), cancellations.close(), db.$disconnect()]);
  }

  const finished = runner.promise.finally(close);
  return {
    finished,
    stop: async () => {
      if (!stopping.signal.aborted) await runner.stop();
      await finished;
    },
  };
}
