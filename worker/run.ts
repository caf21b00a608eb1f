import { systemClock } from '#lib/platform/clock.ts';
import { configuredOrExit } from '#lib/platform/configured.ts';
import { databaseUrl } from '#lib/platform/db.ts';
import { env } from '#lib/platform/env.ts';
import { messageOf } from '#lib/platform/errors.ts';
import { createLogger } from '#lib/platform/log.ts';
import { nextNightlyAt } from '#lib/schedule/nightly.ts';
import { startWorker } from './start-worker.ts';

const options = configuredOrExit(() => {
  nextNightlyAt(systemClock());
  const {
    TIDEMARK_WORKER_CONCURRENCY: concurrency,
    TIDEMARK_NIGHTLY_CRON: nightlyCron,
    TIDEMARK_CANDIDATES_CRON: candidatesCron,
  } = env();
  return { connectionString: databaseUrl(), concurrency, nightlyCron, candidatesCron, log: createLogger('worker') };
});
const { log, concurrency } = options;

// An error that nobody caught leaves the process in an unknown state; whoever supervises it starts a fresh one.
process.on('uncaughtException', (error, origin) => {
  log.fatal({ err: error, origin }, `uncaught: ${messageOf(error)}`);
  process.exit(1);
});

const stopping = new AbortController();
const { signal } = stopping;
// With the parent gone (kill -9 included) nobody would restart or stop this process.
for (const reason of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(reason, () => stopping.abort());

/**
 * Works until it is told to stop, then ends the process.
 *
 * @param starting disposed of once the worker is ready
 */
export async function work(starting: Disposable): Promise<void> {
  try {
    const worker = await startWorker(options);
    const stop = () => void worker.stop().catch(() => undefined);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
    log.info({ concurrency }, 'worker ready');
    starting[Symbol.dispose]();
    if (process.connected) process.send?.({ ready: true });
    await worker.finished;
    log.info('worker stopped');
  } catch (error) {
    log.fatal({ err: error }, messageOf(error));
    process.exitCode = 1;
  }
  // Not merely returning: connections that broke may keep the process alive.
  process.exit();
}
