import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import type { TestDatabase } from '#lib/testing/database.ts';
import { wordEncoder } from '#lib/testing/encoder.ts';
import { type RunningWorker, startWorker, type WorkerOptions } from './start-worker.ts';

/** A cron expression that is due once in four years. */
const HARDLY_EVER = '0 0 29 2 *';

/** Starts a worker in this process whose retries come as early as they may. */
export function startTestWorker(database: TestDatabase, over: Partial<WorkerOptions> = {}): Promise<RunningWorker> {
  return startWorker({
    connectionString: database.url,
    concurrency: 20,
    nightlyCron: HARDLY_EVER,
    candidatesCron: HARDLY_EVER,
    log: pino({ level: 'silent' }),
    random: () => 0,
    encoder: wordEncoder(),
    ...over,
  });
}

/** Runs such a worker during the tests of the calling file. */
export function runTestWorker(database: TestDatabase, over: Partial<WorkerOptions> = {}): void {
  let worker: RunningWorker | undefined;
  beforeAll(async () => {
    worker = await startTestWorker(database, over);
  });
  afterAll(() => worker?.stop());
}
