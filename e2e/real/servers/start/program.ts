import { childEnvironment } from '#lib/platform/env.ts';
import type { ProgramSpec } from '#scripts/stack/launch.ts';
import { type Program, startProgram } from '#scripts/stack/program.ts';
import { programPath } from '../build/cache.ts';
import type { ProgramName } from '../build/catalog.ts';

/** A busy machine takes its time; what is broken ends by itself at once. */
const READY_TIMEOUT_MS = 60_000;

interface ServerSpec {
  program: ProgramName;
  args: string[];
  /** The test's own folder: working folder and place of the log. */
  folder: string;
  environment?: Record<string, string>;
  isReady: () => Promise<boolean>;
}

/**
 * Starts a built server and waits until it is ready. It ends with this process, however that ends, and comes back
 * when it crashes, as it would in a cluster.
 *
 * @throws TidemarkError `misconfigured` when it is not built, `unavailable` with the end of its log when it does not start.
 */
export function startServer({ program, args, folder, environment = {}, isReady }: ServerSpec): Promise<Program> {
  const spec: ProgramSpec = {
    name: program,
    command: programPath(program),
    args,
    cwd: folder,
    environment: childEnvironment(environment),
    logFile: `${folder}/${program}.log`,
    readyBy: isReady,
    readyTimeoutMs: READY_TIMEOUT_MS,
    // Nothing of a test outlives it: no server needs time to say good-bye, nor gets it when this process is killed.
    ending: { of: 'process', ask: 'SIGKILL', patienceMs: 5_000, force: 'SIGKILL' },
  };
  const never = new AbortController().signal;
  return startProgram(spec, {
    nowMs: () => performance.now(),
    stop: never,
    hurry: never,
    notify: console.warn,
  });
}
