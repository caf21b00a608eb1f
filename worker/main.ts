import { databaseUrl } from '#lib/platform/db.ts';
import { env } from '#lib/platform/env.ts';
import { messageOf } from '#lib/platform/errors.ts';
import { createLogger } from '#lib/platform/log.ts';
import { startWorker } from './start-worker.ts';

const log = createLogger('worker');

try {
  const worker = await startWorker({
    connectionString: databaseUrl(),
    concurrency: env().TIDEMARK_WORKER_CONCURRENCY,
    nightlyCron: env().TIDEMARK_NIGHTLY_CRON,
    log,
  });
  const stop = () => void worker.stop().catch((error) => log.error({ err: error }, 'stopping failed'));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // The parent is gone (kill -9 included): nobody would restart or stop this process.
  process.once('disconnect', stop);
  log.info({ concurrency: env().TIDEMARK_WORKER_CONCURRENCY }, 'worker ready');
  process.send?.({ ready: true });
  await worker.finished;
  log.info('worker stopped');
} catch (error) {
  log.fatal({ err: error }, messageOf(error));
  process.exitCode = 1;
}
if (process.connected) process.disconnect();
