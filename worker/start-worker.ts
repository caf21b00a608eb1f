import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createComparer } from '#lib/channels/model/comparer/comparer.ts';
import { createEncoder, type ThreadedEncoder } from '#lib/channels/model/encoder/encoder.ts';
import { failStrandedScans } from '#lib/channels/prompt/candidates/scan/stranded.ts';
import { failStrandedGoldenRuns } from '#lib/channels/prompt/runs/fail.ts';
import { followFluxEvents } from '#lib/clusters/flux-signals/follow.ts';
import { startDueScans } from '#lib/clusters/scans/start-due.ts';
import { failStrandedClusterScans } from '#lib/clusters/scans/stranded.ts';
import { createTakeOver } from '#lib/clusters/scans/take-over.ts';
import { createKeeping } from '#lib/clusters/watching/keeping.ts';
import { systemClock } from '#lib/platform/clock.ts';
import { createDb } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import type { Logger } from '#lib/platform/log.ts';
import { failStrandedRuns } from '#lib/runs/fail-stranded.ts';
import { listenForCancellations } from './cancellations.ts';
import { createClusterDeps } from './cluster-deps.ts';
import { cronItems } from './crontab.ts';
import { createDeps } from './deps.ts';
import { findStopped } from './find-stopped.ts';
import { type Handlers, taskList } from './handlers.ts';
import { createLiveness } from './liveness.ts';
import { type LostJobs, watchForLostJobs } from './lost-jobs.ts';
import { runQueue } from './queue.ts';
import { repeat } from './repeat.ts';
import { canaryEvaluate } from './tasks/canary-evaluate.ts';
import { canaryJudge } from './tasks/canary-judge.ts';
import { canaryNightly } from './tasks/canary-nightly.ts';
import { canarySample } from './tasks/canary-sample.ts';
import { canaryStart } from './tasks/canary-start.ts';
import { candidatesFollow } from './tasks/candidates-follow.ts';
import { candidatesPublish } from './tasks/candidates-publish.ts';
import { candidatesScan } from './tasks/candidates-scan.ts';
import { candidatesWeekly } from './tasks/candidates-weekly.ts';
import { clusterScan } from './tasks/cluster-scan.ts';
import { clustersTick } from './tasks/clusters-tick.ts';
import { flagsCompare } from './tasks/flags-compare.ts';
import { flagsFollow } from './tasks/flags-follow.ts';
import { flagsPublish } from './tasks/flags-publish.ts';
import { flagsTick } from './tasks/flags-tick.ts';
import { fluxCounters } from './tasks/flux-counters.ts';
import { fluxJudge } from './tasks/flux-judge.ts';
import { goldenNightly } from './tasks/golden-nightly.ts';
import { goldenRun } from './tasks/golden-run.ts';
import { selfCheckBaseline } from './tasks/self-check-baseline.ts';
import { selfCheckWeekly } from './tasks/self-check-weekly.ts';

/** Job slots per call in flight: while one call waits for its answer, the next is read and the last one stored. */
const SLOTS_PER_CALL = 1.5;
const SWEEP_INTERVAL_MS = 5_000;
/** Calls in flight get five seconds, then are given back; this leaves time for both. */
const STOP_WITHIN_MS = 8_000;
const SIGN_OFF_WITHIN_MS = 1_000;

const HANDLERS: Handlers = {
  'canary.nightly': canaryNightly,
  'canary.start': canaryStart,
  'canary.sample': canarySample,
  'canary.judge': canaryJudge,
  'canary.evaluate': canaryEvaluate,
  'self-check.weekly': selfCheckWeekly,
  'self-check.baseline': selfCheckBaseline,
  'candidates.weekly': candidatesWeekly,
  'candidates.scan': candidatesScan,
  'candidates.publish': candidatesPublish,
  'candidates.follow': candidatesFollow,
  'golden.nightly': goldenNightly,
  'golden.run': goldenRun,
  'clusters.tick': clustersTick,
  'cluster.scan': clusterScan,
  'flags.tick': flagsTick,
  'flags.compare': flagsCompare,
  'flags.publish': flagsPublish,
  'flags.follow': flagsFollow,
  'flux.judge': fluxJudge,
  'flux.counters': fluxCounters,
};

export interface WorkerOptions {
  connectionString: string;
  /** Gateway calls in flight at once in this process. */
  concurrency: number;
  /** Five-field cron expression, UTC. */
  nightlyCron: string;
  /** When Langfuse is searched, likewise. */
  candidatesCron: string;
  log: Logger;
  /** Spreads retries; uniform in [0, 1). */
  random?: () => number;
  /** Encodes answers; a thread of its own when left out. Closed with the worker. */
  encoder?: ThreadedEncoder;
  /** Milliseconds between two looks after what no job looks after: dead workers, missed cancellations, stranded runs. */
  sweepIntervalMs?: number;
}

export interface RunningWorker {
  /** Takes no new job, gives calls in flight a few seconds, and closes every connection. */
  stop: () => Promise<void>;
  /** Settles when the worker has stopped, rejecting if it stopped by itself. */
  finished: Promise<void>;
}

/**
 * Starts a worker on a migrated database. Once started it ends by itself only when the database went away at a moment
 * that leaves it unsure which jobs it holds: it must then be started anew, and takes them over.
 *
 * @throws TidemarkError `misconfigured` for a bad cron expression; whatever pg throws when the database is out of reach.
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { connectionString, concurrency, log, sweepIntervalMs = SWEEP_INTERVAL_MS } = options;
  const parsedCronItems = cronItems(options);
  await using opening = new AsyncDisposableStack();
  const db = createDb(connectionString, Math.min(concurrency, 10));
  opening.defer(() => db.$disconnect());
  const cancellations = listenForCancellations({ connectionString, findStopped: (keys) => findStopped(db, keys), log });
  opening.defer(cancellations.close);
  const liveness = createLiveness({ connectionString, log });
  opening.defer(liveness.close);
  const encoder = options.encoder ?? createEncoder();
  opening.defer(encoder.close);
  const comparer = createComparer();
  opening.defer(comparer.close);
  const clusterDeps = createClusterDeps(options, db);
  const keeping = createKeeping(clusterDeps, [followFluxEvents]);
  opening.defer(keeping.close);
  const lostJobs = watchForLostJobs(db);

  // Before the first look at the queue, so that what a killed predecessor left is seen at once.
  await liveness.sweep();
  const runner = await runQueue({
    connectionString,
    slots: Math.ceil(concurrency * SLOTS_PER_CALL),
    taskList: taskList(
      HANDLERS,
      createDeps(options, db, cancellations, encoder, comparer, { ...clusterDeps, keeping }),
    ),
    parsedCronItems,
    events: lostJobs.events,
    signOn: liveness.claim,
    log,
  });
  const resources = opening.move();

  let lost: string[] = [];
  let isAsked = false;
  let isEnding = false;
  const stopRunner = () => {
    // graphile-worker refuses to stop twice, and `untilOver` waits for it anyway.
    if (!isEnding) runner.stop().catch((error) => log.error({ err: error }, 'stopping failed'));
    isEnding = true;
  };

  // Clusters that nobody looked after while no worker was up need not wait for the next minute.
  await startDueScans(clusterDeps.ctx);

  const takeOver = createTakeOver(clusterDeps.ctx);
  const over = new AbortController();
  const sweeping = repeat(
    async () => {
      await liveness.sweep();
      await cancellations.refresh();
      const failed = await failStrandedRuns(db, systemClock());
      if (failed.length > 0) log.error({ runs: failed }, 'ended runs that had no job left');
      const scans = await failStrandedScans(db, systemClock());
      if (scans.length > 0) log.error({ scans }, 'ended scans that had no job left');
      const goldenRuns = await failStrandedGoldenRuns(db, systemClock());
      if (goldenRuns.length > 0) log.error({ goldenRuns }, 'ended golden runs that had no job left');
      const clusterScans = await failStrandedClusterScans(db, systemClock());
      if (clusterScans.length > 0) log.error({ clusterScans }, 'ended comparisons of clusters that had no job left');
      const started = await takeOver();
      if (started.length > 0) log.info({ started }, 'clusters that nobody looked after are compared');
      lost = await lostJobs.find();
      if (lost.length > 0) stopRunner();
    },
    { intervalMs: sweepIntervalMs, signal: over.signal, log },
  );

  async function untilOver(): Promise<void> {
    try {
      await Promise.race([runner.promise, untilOverdue(lostJobs)]);
    } finally {
      isEnding = true;
      over.abort();
      await sweeping;
      await resources.disposeAsync();
    }
    if (!isAsked) throw new TidemarkError('unavailable', explainEnd(lost));
  }

  const finished = untilOver();
  // Whoever only ever stops the worker learns of its end there.
  finished.catch(() => undefined);
  return {
    finished,
    stop: async () => {
      isAsked = true;
      stopRunner();
      await finished;
    },
  };
}

/**
 * Settles when a queue that was told to stop should have: some time after its last job, or after all jobs should have
 * been given back. With its connections gone, graphile-worker may wait for ever.
 */
async function untilOverdue({ events, idle }: LostJobs): Promise<void> {
  await once(events, 'pool:gracefulShutdown');
  const signedOff = idle().then(() => sleep(SIGN_OFF_WITHIN_MS, undefined, { ref: false }));
  await Promise.race([signedOff, sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
}

function explainEnd(lostJobs: readonly string[]): string {
  const which = lostJobs.length === 0 ? '' : ` (jobs ${lostJobs.join(', ')})`;
  return `The database went away while this worker took or ended a job${which}. Start it again: it takes over what it held.`;
}
