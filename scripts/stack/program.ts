import { setTimeout as sleep } from 'node:timers/promises';
import { TidemarkError } from '#lib/platform/errors.ts';
import { nextCrashCount, restartDelayMs } from './backoff.ts';
import { type Launched, launch, type ProgramSpec } from './launch.ts';
import { tailOf } from './log-file.ts';
import { signal } from './processes.ts';

const POLL_MS = 25;
/** Time for a process to go after it was ended by force. */
const FORCED_END_MS = 5_000;

interface Surroundings {
  nowMs: () => number;
  /** Aborted to give up waiting for a start. */
  stop: AbortSignal;
  /** Aborted to end programs by force. */
  hurry: AbortSignal;
  notify: (line: string) => void;
}

export interface Program {
  pid: () => number | undefined;
  /** Ends it for good and returns when it and its children are gone. */
  stop: () => Promise<void>;
}

/**
 * Starts a program in a process group of its own and waits until it is up. From then on it is restarted
 * with growing delays whenever it ends by itself, until `stop`.
 *
 * @throws TidemarkError `unavailable` with the last lines of its log when it does not come up.
 */
export async function startProgram(spec: ProgramSpec, around: Surroundings): Promise<Program> {
  let current = launch(spec);
  const closing = new AbortController();

  async function keepUp(): Promise<void> {
    for (let crashes = 0; ; ) {
      const startedMs = around.nowMs();
      const how = await current.ended;
      if (closing.signal.aborted) return;
      crashes = nextCrashCount(crashes, around.nowMs() - startedMs);
      const delayMs = restartDelayMs(crashes);
      around.notify(`The ${spec.name} ended (${how}); starting it again in ${delayMs / 1000} s. Log: ${spec.logFile}`);
      await sleep(delayMs, undefined, { signal: closing.signal }).catch(() => undefined);
      if (closing.signal.aborted) return;
      current = launch(spec);
    }
  }

  try {
    await untilReady(spec, current, around);
  } catch (error) {
    await end(current, spec, around.hurry);
    throw error;
  }
  const keeping = keepUp();
  return {
    pid: () => current.child.pid,
    stop: async () => {
      closing.abort();
      await end(current, spec, around.hurry);
      await keeping;
    },
  };
}

async function untilReady(spec: ProgramSpec, launched: Launched, around: Surroundings): Promise<void> {
  const deadlineMs = around.nowMs() + spec.readyTimeoutMs;
  while (!(await launched.isReady())) {
    around.stop.throwIfAborted();
    if (launched.hasEnded()) throw notStarted(spec, `it ended with ${await launched.ended}`);
    if (around.nowMs() > deadlineMs) throw notStarted(spec, `it was not ready after ${spec.readyTimeoutMs / 1000} s`);
    await Promise.race([sleep(POLL_MS), launched.ended]);
  }
}

function notStarted(spec: ProgramSpec, why: string): TidemarkError {
  return new TidemarkError(
    'unavailable',
    `The ${spec.name} did not start: ${why}. The end of ${spec.logFile}:\n${tailOf(spec.logFile)}`,
  );
}

async function end(launched: Launched, { ending }: ProgramSpec, hurry: AbortSignal): Promise<void> {
  const { child, ended } = launched;
  if (child.pid === undefined) return;
  const target = ending.of === 'group' ? -child.pid : child.pid;
  const within = (ms: number, cut?: AbortSignal) =>
    Promise.race([ended, sleep(ms, undefined, { ref: false, ...(cut && { signal: cut }) }).catch(() => undefined)]);
  if (!launched.hasEnded() && !hurry.aborted) {
    signal(target, ending.ask);
    await within(ending.patienceMs, hurry);
  }
  if (!launched.hasEnded()) {
    signal(target, ending.force);
    await within(FORCED_END_MS);
  }
  // Also takes along whatever the program itself had started and not ended.
  signal(-child.pid, 'SIGKILL');
  await ended;
}
