import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll } from 'vitest';
import type { TestDatabase } from './database.ts';

const MAIN = 'worker/main.mjs';
/** Compiled code that processes leave each other: halves what a start costs. Written only by one that ends in order. */
const COMPILE_CACHE = resolve('node_modules/.cache/tidemark-compiled');
/** As the stack's own supervisor does after a first crash. */
const RESTART_DELAY_MS = 500;

interface WorkerProcessOptions {
  env?: Record<string, string>;
  execArgv?: string[];
  /** `pipe` keeps what it says to be read. */
  stderr?: 'inherit' | 'pipe' | 'ignore';
}

/** Starts worker processes as in production, on `database`; those left at the end of the calling file are killed. */
export function workerProcesses(database: Pick<TestDatabase, 'url'>) {
  const running = new Set<ChildProcess>();
  let closing = false;
  afterAll(async () => {
    closing = true;
    await Promise.all([...running].map(kill));
  });

  /** A worker process that may not be up yet. */
  function launch({ env, execArgv = [], stderr = 'inherit' }: WorkerProcessOptions = {}): ChildProcess {
    const options: ForkOptions = {
      env: {
        ...process.env,
        DATABASE_URL: database.url,
        TIDEMARK_LOG_LEVEL: 'error',
        NODE_COMPILE_CACHE: COMPILE_CACHE,
        ...env,
      },
      execArgv,
      stdio: ['ignore', 'inherit', stderr, 'ipc'],
    };
    const child = fork(MAIN, options);
    running.add(child);
    child.once('exit', () => running.delete(child));
    return child;
  }

  /** A worker process that takes jobs. */
  async function start(options?: WorkerProcessOptions): Promise<ChildProcess> {
    const child = launch(options);
    await once(child, 'message');
    return child;
  }

  /** A worker process that is started again whenever it ends by itself, until the test is over. Counts how often. */
  async function supervise(env: Record<string, string>): Promise<{ restarts: () => number }> {
    // What it says of a database that goes away is part of the plan.
    const options: WorkerProcessOptions = { env, stderr: 'ignore' };
    let restarts = 0;
    const first = await start(options);
    const keep = (child: ChildProcess) =>
      child.once('exit', () => {
        if (closing) return;
        restarts += 1;
        setTimeout(() => closing || keep(launch(options)), RESTART_DELAY_MS);
      });
    keep(first);
    return { restarts: () => restarts };
  }

  return { launch, start, supervise };
}

/** Ends a process with SIGKILL and returns when it is gone. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
